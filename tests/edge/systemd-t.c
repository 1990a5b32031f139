/* systemd-t.c - what the service manager hears, and where secrets lie */
/* SPDX-License-Identifier: MIT */
#include "edge/systemd.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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
	close(manager);
	snprintf(path, sizeof(path), "%s/notify", folder);
	unlink(path);
	rmdir(folder);
	return done_testing();
}
