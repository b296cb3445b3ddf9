/* SPDX-License-Identifier: Apache-2.0 */
/* The file that is locked: see lock.h. */
#include "tables/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "tables/ours.h"

#define LOCK_TRIES 100

/* A folder that is missing, or closed to us, is what the user must hear of, not the lock in it. */
static lc_status no_lock(const lc__lock *self, const char *place, lc_error *err)
{
	int reason = errno;
	char folder[LIANGCE_BESIDE_CHARS];
	lc__folder_of(folder, place);
	if (reason == ENOENT || reason == ENOTDIR)
		return lc__fail_errno(err, LIANGCE_E_WRITE, place, reason, "cannot be made: folder \"%s\"", folder);
	if (reason == EACCES || reason == EPERM || reason == EROFS || reason == ENOSPC)
		return lc__fail_errno(err, LIANGCE_E_WRITE, place, reason, "folder \"%s\" takes no files", folder);
	return lc__fail_errno(err, LIANGCE_E_WRITE, self->path, reason, "cannot be made");
}

/* The lock file, which must be new or look like one of ours: *there says whether it was there before. -1: no such file can be had. */
static int open_lock(const char *path, bool *there)
{
	int file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
	*there = file < 0 && errno == EEXIST;
	return *there ? open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK) : file;
}

/* What a killed run left behind may be locked anew. An empty file is nobody's. */
static bool is_our_lock(int file)
{
	char head[sizeof LIANGCE_LOCK_TEXT - 1];
	ssize_t size = pread(file, head, sizeof head, 0);
	return size == 0 || (size == (ssize_t)sizeof head && memcmp(head, LIANGCE_LOCK_TEXT, sizeof head) == 0);
}

static bool is_named(int file, const char *path)
{
	struct stat held, named;
	return fstat(file, &held) == 0 && lstat(path, &named) == 0 && held.st_ino == named.st_ino && held.st_dev == named.st_dev;
}

/*
 * Locks the lock file. Whoever holds it removes it when done, so the file that was locked may be one that is no longer there,
 * while another run locks a new one under the same name: it counts only if it still is the file of that name.
 */
static lc_status lock(lc__lock *self, const char *place, lc_error *err)
{
	for (int tries = 0; tries < LOCK_TRIES; tries++) {
		bool there;
		int file = open_lock(self->path, &there);
		if (file < 0 && there && errno == ENOENT)
			continue; /* its run has just ended */
		if (file < 0)
			return no_lock(self, place, err);
		if (flock(file, LOCK_EX | LOCK_NB) != 0) {
			int reason = errno;
			close(file);
			if (reason == EWOULDBLOCK)
				break;
			if (reason == EINTR)
				continue;
			return lc__fail_errno(err, LIANGCE_E_WRITE, self->path, reason, "cannot be locked");
		}
		bool named = is_named(file, self->path), ours = named && is_our_lock(file);
		if (ours) {
			self->file = file;
			/* For whoever finds it, and for us should we be killed. */
			(void)!pwrite(file, LIANGCE_LOCK_TEXT, sizeof LIANGCE_LOCK_TEXT - 1, 0);
			return LIANGCE_OK;
		}
		close(file);
		if (named)
			return lc__fail_at(err, LIANGCE_E_WRITE, self->path, 0, 0, "is not a lock of liangce: it is not touched");
	}
	return lc__fail_at(err, LIANGCE_E_BUSY, place, 0, 0, "another run is writing this result");
}

lc_status lc__lock_take(lc__lock *self, const char *place, lc_error *err)
{
	*self = (lc__lock){.file = -1, .path = lc__path_beside(place, ".lock")};
	return self->path == NULL ? lc__fail_nomem(err) : lock(self, place, err);
}

void lc__lock_release(lc__lock *self)
{
	if (self->file >= 0) {
		(void)unlink(self->path); /* while it is held */
		close(self->file);
	}
	lc__free(self->path);
	*self = (lc__lock){.file = -1};
}
