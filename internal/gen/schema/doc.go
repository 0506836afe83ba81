// Package schema has the test of lang/texts.schema.json. It is a module of its own because
// the test needs a validator of JSON Schema.
package schema
