package main

import "runtime"

// workers is how many goroutines read articles.
func workers() int { return runtime.GOMAXPROCS(0) }
