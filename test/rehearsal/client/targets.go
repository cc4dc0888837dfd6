package main

import (
	"net/url"
	"os"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
)

// A database that variables name.
type target struct {
	from, host                                      string
	port                                            int
	user, database, password, passwordFile, sslMode string
}

var endings = []struct{ ending, field string }{
	{"HOST", "host"}, {"PORT", "port"}, {"USER", "user"}, {"USERNAME", "user"}, {"PASSWORD", "password"}, {"PASSWORD_FILE", "passwordFile"},
	{"NAME", "database"}, {"DATABASE", "database"}, {"SSLMODE", "sslMode"},
}

var serviceLink = regexp.MustCompile(`^KUBERNETES_|_SERVICE_(HOST|PORT(_.*)?)$|_PORT_[0-9]+_(TCP|UDP)(_(PROTO|PORT|ADDR))?$`)
var isPrefix = regexp.MustCompile(`(_|PG)$`)
var isDatabase = regexp.MustCompile(`(^|_)(DB|DATABASE|PG|POSTGRES|ALLOYDB)_?$`)

type group map[string]string

// The databases that an environment names, for the ways of naming that the scenarios use: PG…, a prefix, and a URL.
func targetsOf(environment []string) []target {
	groups := map[string]group{}
	from := map[string]string{}
	var urls []target
	for _, variable := range environment {
		name, value, _ := strings.Cut(variable, "=")
		if value == "" || serviceLink.MatchString(name) {
			continue
		}
		if location, err := url.Parse(value); err == nil && strings.HasPrefix(location.Scheme, "postgres") {
			urls = append(urls, targetOfURL(name, location))
			continue
		}
		for _, row := range slices.Backward(endings) {
			prefix, found := strings.CutSuffix(name, row.ending)
			if !found || !isPrefix.MatchString(prefix) {
				continue
			}
			if groups[prefix] == nil {
				groups[prefix] = group{}
			}
			groups[prefix][row.field] = value
			if row.field == "host" {
				from[prefix] = name
			}
			break
		}
	}
	var all []target
	for prefix, name := range from {
		parent := inherited(prefix, groups)
		if isDatabase.MatchString(prefix) || groups[prefix]["database"] != "" || parent["database"] != "" {
			all = append(all, targetOfGroup(name, groups[prefix], parent))
		}
	}
	for _, one := range urls {
		if one.password == "" {
			one.password, one.passwordFile = groups["PG"]["password"], groups["PG"]["passwordFile"]
		}
		all = append(all, one)
	}
	sort.Slice(all, func(left, right int) bool { return all[left].from < all[right].from })
	return all
}

func targetOfGroup(name string, own, parent group) target {
	value := func(field string) string {
		if own[field] != "" {
			return own[field]
		}
		return parent[field]
	}
	one := target{from: name, host: own["host"], port: 5432, user: value("user"), database: value("database"), sslMode: value("sslMode")}
	if port, err := strconv.Atoi(own["port"]); err == nil {
		one.port = port
	}
	if host, port, found := strings.Cut(one.host, ":"); found {
		if number, err := strconv.Atoi(port); err == nil {
			one.host, one.port = host, number
		}
	}
	if one.database == "" {
		one.database = one.user
	}
	one.password, one.passwordFile = value("password"), value("passwordFile")
	return one
}

func targetOfURL(name string, location *url.URL) target {
	one := target{from: name, host: location.Hostname(), port: 5432, user: location.User.Username(), sslMode: location.Query().Get("sslmode")}
	one.password, _ = location.User.Password()
	one.database = strings.TrimPrefix(location.Path, "/")
	if port, err := strconv.Atoi(location.Port()); err == nil {
		one.port = port
	}
	if host := location.Query().Get("host"); host != "" {
		one.host = host
	}
	return one
}

// What a group takes from the one whose name is the longest part of its own.
func inherited(prefix string, groups map[string]group) group {
	nearest := ""
	for other := range groups {
		if other != prefix && (strings.HasPrefix(prefix, other) || strings.HasSuffix(prefix, other)) && len(other) > len(nearest) {
			nearest = other
		}
	}
	return groups[nearest]
}

func (one target) secret() string {
	if one.password == "" && one.passwordFile != "" {
		text, _ := os.ReadFile(one.passwordFile)
		return strings.TrimRight(string(text), "\r\n")
	}
	return one.password
}
