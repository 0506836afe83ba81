// Package frameworkstest has tests of package problem with frameworks that need no
// adapter: chi and grpc-gateway. Each test shows all the code that connects the two.
package frameworkstest
