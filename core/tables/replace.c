/* SPDX-License-Identifier: Apache-2.0 */
/* Partial results and renaming: see replace.h. */
#include "tables/replace.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "tables/file_sink.h"
#include "tables/lock.h"
#include "tables/ours.h"

struct lc__place {
	lc__place_kind kind;
	bool overwrite;
	bool straight; /* a pipe or device: no lock, no partial file */
	bool begun;    /* there may be something at `partial` */
	char *path;
	char *partial;
	lc__lock lock;
};

static lc_status fail(const char *path, const char *what, lc_error *err)
{
	return lc__fail_errno(err, LIANGCE_E_WRITE, path, errno, "%s", what);
}

/* ---------------------------------------------------------------- what may be replaced */

static bool remove_inside(int folder, const char *name)
{
	return lc__is_table_file(folder, name) && unlinkat(folder, name, 0) == 0;
}

/* Removes a result that is known to be ours; but a folder with anything foreign in it stays. If not, errno says why, 0: it is not ours. */
static bool remove_result(const char *path)
{
	struct stat info;
	errno = 0;
	if (lstat(path, &info) != 0)
		return errno == ENOENT;
	if (!S_ISDIR(info.st_mode))
		return S_ISREG(info.st_mode) && unlink(path) == 0;
	return lc__each_name(path, lc__is_table_file) && lc__each_name(path, remove_inside) && rmdir(path) == 0;
}

/* An empty file is nobody's: nothing is lost with it. */
static bool is_our_file(const char *path, lc__place_kind kind)
{
	char head[8192];
	int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (file < 0)
		return false;
	ssize_t size = read(file, head, sizeof head);
	close(file);
	if (size <= 0)
		return size == 0;
	lc_view seen = {.data = head, .size = (size_t)size};
	return kind == LIANGCE_PLACE_FACTS ? lc__is_our_facts(seen) : lc__is_our_database(seen);
}

/* What a killed run left at the name of a partial result; what is somebody's own stays, and errno is 0. */
static bool remove_left_over(const char *path, lc__place_kind kind)
{
	struct stat info;
	if (lstat(path, &info) == 0 && S_ISREG(info.st_mode) && !is_our_file(path, kind)) {
		errno = 0;
		return false;
	}
	return remove_result(path);
}

/* A database that is open, or was left in the middle of a change, has a file beside it that would be played into ours. */
static bool has_companion(const lc__place *self)
{
	static const char *const suffixes[] = {"-journal", "-wal"};
	bool found = false;
	for (size_t i = 0; i < 2 && !found && self->kind == LIANGCE_PLACE_DATABASE; i++) {
		char companion[LIANGCE_BESIDE_CHARS];
		struct stat info;
		snprintf(companion, sizeof companion, "%s%s", self->path, suffixes[i]);
		found = lstat(companion, &info) == 0 && info.st_size != 0;
	}
	return found;
}

/* Says whether what is at the path, if anything, may be replaced. */
static lc_status check_target(const lc__place *self, lc_error *err)
{
	struct stat info;
	if (has_companion(self))
		return lc__fail_at(err, LIANGCE_E_WRITE, self->path, 0, 0, "is being changed by another program");
	if (lstat(self->path, &info) != 0)
		return errno == ENOENT ? LIANGCE_OK : fail(self->path, "cannot be looked at", err);
	if (!self->overwrite)
		return lc__fail_at(err, LIANGCE_E_WRITE, self->path, 0, 0, "is there already");
	bool ours = S_ISDIR(info.st_mode) ? self->kind != LIANGCE_PLACE_FACTS && lc__each_name(self->path, lc__is_table_file)
	          : S_ISREG(info.st_mode) ? is_our_file(self->path, self->kind)
	                                  : false;
	if (S_ISLNK(info.st_mode))
		return lc__fail_at(err, LIANGCE_E_WRITE, self->path, 0, 0, "is a link that leads nowhere: it is not replaced");
	if (!ours)
		return lc__fail_at(err, LIANGCE_E_WRITE, self->path, 0, 0, "is not a result of liangce: it is not replaced");
	return LIANGCE_OK;
}

/* ---------------------------------------------------------------- taking a place */

static bool is_stream(const char *path)
{
	struct stat info;
	return stat(path, &info) == 0 && (S_ISFIFO(info.st_mode) || S_ISCHR(info.st_mode) || S_ISSOCK(info.st_mode));
}

/* A link to a result stands for it: the result is replaced, and the link stays. Links that lead nowhere stay as they are. */
static char *behind_links(const char *path, size_t size)
{
	struct stat info;
	char *own = lc__strndup(path, size);
	if (own == NULL || lstat(own, &info) != 0 || !S_ISLNK(info.st_mode))
		return own;
	char *real = realpath(own, NULL);
	if (real != NULL) {
		lc__free(own);
		own = lc__strndup(real, strlen(real));
		free(real);
	}
	return own;
}

lc_status lc__place_take(lc__place **out, const char *path, lc__place_kind kind, bool overwrite, lc_error *err)
{
	size_t size = strlen(path);
	while (size > 1 && path[size - 1] == '/')
		size--;
	if (size == 0)
		return lc__fail(err, LIANGCE_E_INVALID, "the result has no name");
	if (size > PATH_MAX)
		return lc__fail_errno(err, LIANGCE_E_WRITE, path, ENAMETOOLONG, "cannot be made");
	lc__place *self = lc__calloc(1, sizeof *self);
	if (self == NULL)
		return lc__fail_nomem(err);
	*self = (lc__place){.kind = kind, .overwrite = overwrite, .lock.file = -1};
	lc_status status = LIANGCE_OK;
	self->path = behind_links(path, size);
	self->straight = kind == LIANGCE_PLACE_FACTS && self->path != NULL && is_stream(self->path);
	if (self->path != NULL)
		self->partial = lc__path_beside(self->path, self->straight ? "" : ".partial");
	if (self->path == NULL || self->partial == NULL)
		status = lc__fail_nomem(err);
	if (status == LIANGCE_OK && !self->straight) {
		status = lc__lock_take(&self->lock, self->path, err);
		if (status == LIANGCE_OK)
			status = check_target(self, err);
	}
	if (status == LIANGCE_OK)
		*out = self;
	else
		lc__place_release(self);
	return status;
}

void lc__place_release(lc__place *self)
{
	if (self == NULL)
		return;
	if (self->begun)
		remove_result(self->partial);
	lc__lock_release(&self->lock);
	lc__free(self->path);
	lc__free(self->partial);
	lc__free(self);
}

const char *lc__place_partial(const lc__place *self)
{
	return self->partial;
}

/* ---------------------------------------------------------------- putting in place */

lc_status lc__place_begin(lc__place *self, lc_error *err)
{
	if (self->straight)
		return LIANGCE_OK;
	if (!remove_left_over(self->partial, self->kind))
		return fail(self->partial, "is in the way and cannot be removed", err);
	if (self->kind == LIANGCE_PLACE_FOLDER && mkdir(self->partial, 0777) != 0)
		return fail(self->partial, "cannot be made", err);
	self->begun = true;
	return LIANGCE_OK;
}

static lc_status sync_parent(const char *path, lc_error *err)
{
	char folder[LIANGCE_BESIDE_CHARS];
	lc__folder_of(folder, path);
	return lc__sync_path(folder, err);
}

/* Folders cannot be renamed over, nor over a folder: the two change names, and then the old one is removed. */
static bool exchange(const lc__place *self)
{
	if (renameat2(AT_FDCWD, self->partial, AT_FDCWD, self->path, RENAME_EXCHANGE) == 0)
		return true;
	if (errno != EINVAL && errno != ENOSYS)
		return false;
	/* A file system that cannot exchange: for a moment there is no result, but always one that is whole. */
	char old[LIANGCE_BESIDE_CHARS];
	struct stat info;
	snprintf(old, sizeof old, "%s.old", self->path);
	if (lstat(old, &info) == 0) { /* somebody's: renaming would replace it */
		errno = EEXIST;
		return false;
	}
	bool moved = rename(self->path, old) == 0, done = moved && rename(self->partial, self->path) == 0;
	int reason = errno;
	if (moved)
		(void)rename(old, done ? self->partial : self->path);
	errno = reason;
	return done;
}

/* Who may read a result was said of the one before. Where the file system knows no such thing, there is nothing to keep. */
static void keep_mode(const lc__place *self, const struct stat *before)
{
	(void)chmod(self->partial, before->st_mode & 07777);
}

lc_status lc__place_commit(lc__place *self, lc_error *err)
{
	if (self->straight)
		return LIANGCE_OK;
	lc_status status = check_target(self, err); /* it may have changed while the run went on */
	if (status != LIANGCE_OK)
		return status;
	struct stat info;
	bool was_there = lstat(self->path, &info) == 0;
	if (was_there && S_ISDIR(info.st_mode) == (self->kind == LIANGCE_PLACE_FOLDER))
		keep_mode(self, &info);
	bool plain = !was_there || (!S_ISDIR(info.st_mode) && self->kind != LIANGCE_PLACE_FOLDER);
	if (plain ? rename(self->partial, self->path) != 0 : !exchange(self))
		return fail(self->path, "cannot be put in place", err);
	/* What was there now has the partial's name. That it cannot be removed spoils nothing: the next run tries again. */
	if (!plain)
		remove_result(self->partial);
	self->begun = false;
	return sync_parent(self->path, err);
}
