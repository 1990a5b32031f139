/* systemd.c - what the service manager is told */
/* SPDX-License-Identifier: MIT */
#include "edge/systemd.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

#include "base/log.h"

enum { STATUS = 256, CREDENTIAL_NAME_MOST = 255 };

void
systemd_ready(void)
{
	sd_notify(0, "READY=1");
}

void
systemd_reloading(int64_t microseconds)
{
	sd_notifyf(0, "RELOADING=1\nMONOTONIC_USEC=%" PRId64, microseconds);
}

void
systemd_stopping(void)
{
	sd_notify(0, "STOPPING=1");
}

void
systemd_status(const char *format, ...)
{
	char text[STATUS];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	log_clean(text);
	sd_notifyf(0, "STATUS=%s", text);
}

int
systemd_watchdog(void)
{
	uint64_t microseconds = 0;

	if (sd_watchdog_enabled(0, &microseconds) <= 0)
		return 0;
	microseconds /= 2000;
	if (microseconds == 0)
		return 1;
	return microseconds > INT32_MAX ? INT32_MAX : (int)microseconds;
}

void
systemd_alive(void)
{
	sd_notify(0, "WATCHDOG=1");
}

static bool
is_file_name(const char *name)
{
	size_t len = strlen(name);

	return len > 0 && len <= CREDENTIAL_NAME_MOST && name[0] != '.' &&
	       strchr(name, '/') == NULL;
}

bool
systemd_credential(
    struct pool *p, const char *name, const char **path, struct why *w)
{
	const char *folder = getenv("CREDENTIALS_DIRECTORY");

	*path = NULL;
	if (!is_file_name(name))
		return why(w, "\"%s\" is no name of a credential", name);
	if (folder == NULL || folder[0] != '/')
		return why(w,
		    "there are no credentials; name \"%s\" by LoadCredential= "
		    "in a drop-in of bevakad.service",
		    name);
	*path = pool_printf(p, "%s/%s", folder, name);
	if (access(*path, R_OK) == 0)
		return true;
	return why(w,
	    "the credential \"%s\" cannot be read: %s; name it by "
	    "LoadCredential= in a drop-in of bevakad.service",
	    name, strerror(errno));
}

/* The bytes of the file, no more than size; -1: it cannot be read. */
static ssize_t
read_file(const char *path, char *to, size_t size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	ssize_t n = -1;
	int fault;

	if (fd < 0)
		return -1;
	n = read(fd, to, size);
	fault = errno;
	close(fd);
	errno = fault;
	return n;
}

/* One line of what can stand in a header; len is then its own. */
static bool
is_line(char *text, size_t *len)
{
	while (*len > 0 && strchr("\r\n", text[*len - 1]) != NULL)
		--*len;
	for (size_t i = 0; i < *len; i++)
		if (iscntrl((unsigned char)text[i]))
			return false;
	return *len > 0;
}

bool
systemd_secret(struct pool *p, const char *name, char **text, struct why *w)
{
	char bytes[SECRET_MOST + 3];
	const char *path;
	ssize_t n;
	size_t len;

	*text = NULL;
	if (!systemd_credential(p, name, &path, w))
		return false;
	prctl(PR_SET_DUMPABLE, 0);
	n = read_file(path, bytes, sizeof(bytes));
	len = n > 0 ? (size_t)n : 0;
	if (n < 0)
		why(w, "the credential \"%s\" cannot be read: %s", name,
		    strerror(errno));
	else if (!is_line(bytes, &len) || len > SECRET_MOST)
		why(w,
		    "the credential \"%s\" is empty, too long or more than "
		    "one line",
		    name);
	else
		*text = pool_strndup(p, bytes, len);
	explicit_bzero(bytes, sizeof(bytes));
	return *text != NULL;
}
