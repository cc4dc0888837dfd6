package main

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"regexp"
	"strings"
	"syscall"
	"time"
)

var quitURL = regexp.MustCompile(`(https?://)?[\w.\[\]-]+(:\d+)?/quitquitquit\b`)

// Asks the proxy to end, where the command line or a variable says so, as the program of a Job does beside a classic sidecar.
func postQuits() {
	texts := append(os.Args[1:], os.Environ()...)
	for _, url := range quitURL.FindAllString(strings.Join(texts, "\n"), -1) {
		if !strings.HasPrefix(url, "http") {
			url = "http://" + url
		}
		line := record{"event": "quit-posted", "url": url, "ok": true}
		client := http.Client{Timeout: 5 * time.Second}
		response, err := client.Post(url, "", nil)
		if err == nil {
			response.Body.Close()
			if response.StatusCode/100 != 2 {
				err = fmt.Errorf("status %d", response.StatusCode)
			}
		}
		if errors.Is(err, syscall.ECONNREFUSED) {
			err = errors.New("connect ECONNREFUSED " + placeIn(url))
		}
		if err != nil {
			line["ok"], line["error"] = false, err.Error()
		}
		tell(line)
	}
}

// The place in a URL.
func placeIn(url string) string {
	place, _, _ := strings.Cut(strings.SplitN(url, "//", 2)[1], "/")
	return place
}
