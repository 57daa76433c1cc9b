package kernel

// atEachLevel runs a test or a benchmark at each level that this CPU has.
func atEachLevel[T interface {
	Run(name string, f func(T)) bool
}](t T, f func(T)) {
	highest := have
	defer func() { have = highest }()
	for i, name := range [...]string{portable: "portable", avx2: "avx2", vnni: "vnni"} {
		if have = level(i); have <= highest {
			t.Run(name, f)
		}
	}
}
