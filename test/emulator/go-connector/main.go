// A client of the Go connector: it connects as often as it is told, prints who the database says that it is, and says
// in one line why it could not.
package main

import (
	"context"
	"flag"
	"fmt"
	"net"
	"os"
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
	times := flag.Int("times", 1, "how many connections, a second apart")
	flag.Parse()
	if err := run(*instance, *endpoint, *user, *password, *database, *lazy, *times); err != nil {
		fmt.Println("failed:", err)
		os.Exit(1)
	}
}

func run(instance, endpoint, user, password, database string, lazy bool, times int) error {
	ctx, cancel := context.WithTimeout(context.Background(), 60*time.Second)
	defer cancel()
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
	var last error
	for i := 0; i < times; i++ {
		if i > 0 {
			time.Sleep(time.Second)
		}
		if last = once(ctx, config); last != nil {
			fmt.Println("attempt failed:", last)
		}
	}
	return last
}

func once(ctx context.Context, config *pgx.ConnConfig) error {
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
