// A client of the Go connector: it connects, and says in one line who the database says that it is, or why it could not.
// With -attend it stays, and does so for every line that it reads.
package main

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"net"
	"os"
	"strings"
	"time"

	"cloud.google.com/go/alloydbconn"
	"github.com/jackc/pgx/v5"
)

func main() {
	instance := flag.String("instance", "", "instance URI")
	endpoint := flag.String("endpoint", "", "Admin API endpoint")
	user := flag.String("user", "", "database user")
	password := flag.String("password", "", "password; none for IAM authentication")
	database := flag.String("database", "", "database")
	lazy := flag.Bool("lazy", false, "refresh lazily")
	attend := flag.Bool("attend", false, "connect for every line of the standard input")
	flag.Parse()
	if err := run(*instance, *endpoint, *user, *password, *database, *lazy, *attend); err != nil {
		fmt.Println("failed:", strings.ReplaceAll(err.Error(), "\n", " "))
		os.Exit(1)
	}
}

func run(instance, endpoint, user, password, database string, lazy, attend bool) error {
	ctx := context.Background()
	options := []alloydbconn.Option{alloydbconn.WithAdminAPIEndpoint(endpoint), alloydbconn.WithOptOutOfBuiltInTelemetry()}
	if password == "" {
		options = append(options, alloydbconn.WithIAMAuthN())
	}
	if lazy {
		options = append(options, alloydbconn.WithLazyRefresh())
	}
	dialer, err := alloydbconn.NewDialer(ctx, options...)
	if err != nil {
		return err
	}
	defer dialer.Close()
	config, err := pgx.ParseConfig(fmt.Sprintf("user='%s' dbname='%s' sslmode=disable", user, database))
	if err != nil {
		return err
	}
	config.Password = password
	config.DialFunc = func(ctx context.Context, _, _ string) (net.Conn, error) { return dialer.Dial(ctx, instance) }
	if !attend {
		return once(ctx, config)
	}
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		if err := once(ctx, config); err != nil {
			fmt.Println("failed:", strings.ReplaceAll(err.Error(), "\n", " "))
		}
	}
	return nil
}

func once(ctx context.Context, config *pgx.ConnConfig) error {
	ctx, cancel := context.WithTimeout(ctx, 60*time.Second)
	defer cancel()
	connection, err := pgx.ConnectConfig(ctx, config)
	if err != nil {
		return err
	}
	defer connection.Close(ctx)
	var who string
	if err := connection.QueryRow(ctx, "SELECT current_user").Scan(&who); err != nil {
		return err
	}
	fmt.Println("connected as", who)
	return nil
}
