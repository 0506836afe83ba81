package pages

func (b *builder) configure(s Server) error { return nil }
