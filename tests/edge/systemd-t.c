/* systemd-t.c - what the service manager hears, and where secrets lie */
/* SPDX-License-Identifier: MIT */
#include "edge/systemd.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "tap/tap.h"

static char folder[] = "/tmp/bevakad-systemd-XXXXXX";
static int manager;

static const char *
heard(void)
{
	static char text[1000];
	ssize_t n = recv(manager, text, sizeof(text) - 1, MSG_DONTWAIT);

	text[n > 0 ? n : 0] = '\0';
	return text;
}

static void
open_manager(void)
{
	struct sockaddr_un a = {.sun_family = AF_UNIX};

	snprintf(a.sun_path, sizeof(a.sun_path), "%s/notify", folder);
	manager = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (manager < 0 || bind(manager, (struct sockaddr *)&a, sizeof(a)) != 0)
		bail("no socket");
	setenv("NOTIFY_SOCKET", a.sun_path, 1);
}

static void
test_notify(void)
{
	char pid[20];

	systemd_ready();
	is_string("READY=1", heard(), "ready");
	systemd_reloading(5);
	is_string("RELOADING=1\nMONOTONIC_USEC=5", heard(), "reloading");
	systemd_status("%d feeds\nREADY=0", 3);
	is_string("STATUS=3 feeds?READY=0", heard(), "status, in one line");
	systemd_alive();
	is_string("WATCHDOG=1", heard(), "alive");
	systemd_stopping();
	is_string("STOPPING=1", heard(), "stopping");
	is_int(0, systemd_watchdog(), "no watchdog");
	setenv("WATCHDOG_USEC", "30000000", 1);
	snprintf(pid, sizeof(pid), "%d", (int)getpid());
	setenv("WATCHDOG_PID", pid, 1);
	is_int(15000, systemd_watchdog(), "half of the watchdog's time");
	setenv("WATCHDOG_PID", "1", 1);
	is_int(0, systemd_watchdog(), "another process's watchdog");
	unsetenv("NOTIFY_SOCKET");
	systemd_ready();
	is_string("", heard(), "no manager");
}

static void
test_credential(void)
{
	static const char *const bad[] = {"", ".", "..", "a/b", "../passwd"};
	struct pool *p = pool_new(100000);
	const char *path;
	char file[100];
	struct why w;
	FILE *f;

	ok(!systemd_credential(p, "smtp", &path, &w), "no credentials");
	has_string("LoadCredential", w.text, "and what to do");
	setenv("CREDENTIALS_DIRECTORY", folder, 1);
	ok(!systemd_credential(p, "smtp", &path, &w), "not this one");
	has_string("\"smtp\"", w.text, "is named");
	snprintf(file, sizeof(file), "%s/smtp", folder);
	f = fopen(file, "w");
	if (f == NULL || fclose(f) != 0)
		bail("no file");
	ok(systemd_credential(p, "smtp", &path, &w), "a credential");
	is_string(file, path, "its path");
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ok(!systemd_credential(p, bad[i], &path, &w), "\"%s\" is none",
		    bad[i]);
	unlink(file);
	pool_free(p);
}

static const struct {
	const char *text;
	size_t len;
	const char *secret; /* NULL: refused */
} secrets[] = {
    {"anna:hemligt", 12, "anna:hemligt"},
    {"anna:hemligt\n", 13, "anna:hemligt"},
    {"anna:hemligt\r\n", 14, "anna:hemligt"},
    {"anna:h\xc3\xa4r inne", 14, "anna:h\xc3\xa4r inne"},
    {"anna\nbo\n", 8, NULL},
    {"anna\0bo", 7, NULL},
    {"\n\n", 2, NULL},
    {"", 0, NULL},
};

static void
write_secret(const char *path, const char *text, size_t len)
{
	FILE *f = fopen(path, "w");

	if (f == NULL || fwrite(text, 1, len, f) != len || fclose(f) != 0)
		bail("no file");
}

static void
test_secret(void)
{
	struct pool *p = pool_new(100000);
	char file[100], *text, *large = calloc(1, SECRET_MOST + 2);
	struct why w;

	ok(!systemd_secret(p, "login", &text, &w), "no such secret");
	has_string("LoadCredential", w.text, "and what to do");
	is_int(1, prctl(PR_GET_DUMPABLE), "nothing was read");
	snprintf(file, sizeof(file), "%s/login", folder);
	for (size_t i = 0; i < sizeof(secrets) / sizeof(secrets[0]); i++) {
		write_secret(file, secrets[i].text, secrets[i].len);
		is_int(secrets[i].secret != NULL,
		    systemd_secret(p, "login", &text, &w), "secret %zu", i);
		is_string(secrets[i].secret, text, "as it is");
		if (secrets[i].secret == NULL)
			ok(strstr(w.text, "anna") == NULL, "not told");
	}
	is_int(0, prctl(PR_GET_DUMPABLE), "no core is written any more");
	memset(large, 'x', SECRET_MOST + 1);
	write_secret(file, large, SECRET_MOST);
	ok(systemd_secret(p, "login", &text, &w), "as long as may be");
	write_secret(file, large, SECRET_MOST + 1);
	ok(!systemd_secret(p, "login", &text, &w), "and longer");
	unlink(file);
	free(large);
	pool_free(p);
}

int
main(void)
{
	char path[100];

	unsetenv("WATCHDOG_USEC");
	unsetenv("CREDENTIALS_DIRECTORY");
	if (mkdtemp(folder) == NULL)
		bail("no folder");
	open_manager();
	test_notify();
	test_credential();
	test_secret();
	close(manager);
	snprintf(path, sizeof(path), "%s/notify", folder);
	unlink(path);
	rmdir(folder);
	return done_testing();
}
