/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Walking a folder: entries are taken as the system streams them, one open folder a level; no folder is held in memory. Symbolic links
 * are not followed. A folder that is its own ancestor (a bind mount can do that) is not entered again, nor is one that the user
 * named by itself: it is walked under that name, nor one that is a result of ours.
 */
#include "globs.h"
#include "lister.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Each level is a descriptor: lanes need some too. */
#define MOST_DEPTH 512

typedef struct frame {
	DIR *stream;
	size_t path_size; /* of this folder in walk.path */
	dev_t device;
	ino_t inode;
} frame;

typedef struct walk {
	lc__lister *lister;
	lc__buffer path; /* of the entry at hand, terminated */
	size_t below;    /* where the path below the root begins */
	frame *frames;   /* open folders, the root first */
	size_t depth;
	size_t capacity;
} walk;

/* Makes path the folder's own path, and name below it if there is one. */
static lc_status set_path(walk *self, size_t folder_size, const char *name)
{
	lc_error *err = &self->lister->error;
	self->path.size = folder_size;
	lc_status status = LIANGCE_OK;
	if (name != NULL) {
		if (folder_size == 0 || self->path.data[folder_size - 1] != '/')
			status = lc__buffer_append(&self->path, "/", 1, err);
		if (status == LIANGCE_OK)
			status = lc__buffer_append(&self->path, name, strlen(name), err);
	}
	if (status == LIANGCE_OK)
		status = lc__buffer_append(&self->path, "", 1, err);
	if (status == LIANGCE_OK)
		self->path.size--;
	return status;
}

static lc_status emit_failure(walk *self, const char *stage, const char *what, int sys_errno)
{
	return lc__lister_emit_failure(self->lister, self->path.data, stage, what, sys_errno);
}

/* A folder that is to be entered here: no ancestor of itself, not walked under a name of its own, no result. */
static bool is_new_folder(const walk *self, const struct stat *status)
{
	for (size_t i = 0; i < self->depth; i++)
		if (self->frames[i].device == status->st_dev && self->frames[i].inode == status->st_ino)
			return false;
	return !lc__seen_has(&self->lister->folders, status->st_dev, status->st_ino) &&
	       !lc__seen_has(&self->lister->results, status->st_dev, status->st_ino);
}

/* Enters the folder at self->path, open as fd, which it takes. */
static lc_status enter(walk *self, int fd)
{
	struct stat status;
	if (fstat(fd, &status) != 0) {
		int reason = errno;
		close(fd);
		return emit_failure(self, "list", "cannot be examined", reason);
	}
	if (self->depth > 0 && !is_new_folder(self, &status)) {
		close(fd);
		return LIANGCE_OK;
	}
	if (self->depth > 0 && lc_is_result_folder(self->path.data)) {
		self->lister->results_skipped++;
		close(fd);
		return LIANGCE_OK;
	}
	if (self->depth == MOST_DEPTH) {
		close(fd);
		return emit_failure(self, "list", "lies too deep in folders", 0);
	}
	void *frames = self->frames;
	lc_status grown =
	    lc__grow(&frames, &self->capacity, self->depth + 1, MOST_DEPTH, sizeof *self->frames, &self->lister->error);
	self->frames = frames;
	DIR *stream = grown == LIANGCE_OK ? fdopendir(fd) : NULL;
	if (stream == NULL) {
		int reason = errno;
		close(fd);
		return grown != LIANGCE_OK ? grown : emit_failure(self, "list", "cannot be listed", reason);
	}
	self->frames[self->depth++] =
	    (frame){.stream = stream, .path_size = self->path.size, .device = status.st_dev, .inode = status.st_ino};
	return LIANGCE_OK;
}

static void leave(walk *self)
{
	self->depth--;
	closedir(self->frames[self->depth].stream);
}

static lc_status visit_folder(walk *self, int parent, const char *name)
{
	const lc_run_options *options = self->lister->options;
	if (!lc__globs_want_folder(options->globs, options->glob_count, self->path.data + self->below, name))
		return LIANGCE_OK;
	int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return emit_failure(self, "list", "cannot be opened", errno);
	return enter(self, fd);
}

static lc_status visit_file(walk *self, const char *name, const struct stat *status)
{
	lc__lister *lister = self->lister;
	const lc_run_options *options = lister->options;
	if (!lc__globs_want_file(options->globs, options->glob_count, self->path.data + self->below, name))
		return LIANGCE_OK;
	if (lc__seen_has(&lister->named, status->st_dev, status->st_ino) ||
	    lc__seen_has(&lister->results, status->st_dev, status->st_ino))
		return LIANGCE_OK;
	if (!S_ISREG(status->st_mode))
		return emit_failure(self, "open",
		                    S_ISFIFO(status->st_mode)   ? "is a pipe: it is only read if it is named itself"
		                    : S_ISSOCK(status->st_mode) ? "is a socket"
		                                                : "is a device",
		                    0);
	return lc__lister_emit_file(lister, LIANGCE_ITEM_FILE, self->path.data, status);
}

static lc_status visit(walk *self, const frame *folder, const struct dirent *entry)
{
	const char *name = entry->d_name;
	if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
		return LIANGCE_OK;
	if (name[0] == '.' && !self->lister->options->hidden) {
		self->lister->hidden_skipped++;
		return LIANGCE_OK;
	}
	lc_status made = set_path(self, folder->path_size, name);
	if (made != LIANGCE_OK)
		return made;
	if (entry->d_type == DT_LNK) {
		self->lister->links_skipped++;
		return LIANGCE_OK;
	}
	int parent = dirfd(folder->stream);
	if (entry->d_type == DT_DIR)
		return visit_folder(self, parent, name);
	struct stat status;
	if (fstatat(parent, name, &status, AT_SYMLINK_NOFOLLOW) != 0)
		return emit_failure(self, "list", "cannot be examined", errno);
	if (S_ISDIR(status.st_mode))
		return visit_folder(self, parent, name);
	if (S_ISLNK(status.st_mode)) {
		self->lister->links_skipped++;
		return LIANGCE_OK;
	}
	return visit_file(self, name, &status);
}

static lc_status walk_open_folders(walk *self)
{
	lc_status status = LIANGCE_OK;
	while (self->depth > 0 && status == LIANGCE_OK) {
		if (lc__lister_stopped(self->lister))
			return LIANGCE_E_STOPPED;
		frame folder = self->frames[self->depth - 1];
		errno = 0;
		const struct dirent *entry = readdir(folder.stream);
		if (entry != NULL) {
			status = visit(self, &folder, entry);
			continue;
		}
		int reason = errno;
		leave(self);
		if (reason != 0) {
			status = set_path(self, folder.path_size, NULL);
			if (status == LIANGCE_OK)
				status = emit_failure(self, "list", "cannot be listed to its end", reason);
		}
	}
	return status;
}

lc_status lc__walk(lc__lister *lister, const lc__root *root)
{
	walk self = {.lister = lister};
	lc__buffer_init(&self.path, (size_t)1 << 20);
	size_t size = strlen(root->path);
	self.below = root->path[size - 1] == '/' ? size : size + 1;
	lc_status status = lc__buffer_append(&self.path, root->path, size, &lister->error);
	if (status == LIANGCE_OK)
		status = set_path(&self, size, NULL);
	if (status == LIANGCE_OK) {
		int fd = open(root->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		status = fd < 0 ? emit_failure(&self, "list", "cannot be opened", errno) : enter(&self, fd);
	}
	if (status == LIANGCE_OK)
		status = walk_open_folders(&self);
	while (self.depth > 0)
		leave(&self);
	lc__free(self.frames);
	lc__buffer_release(&self.path);
	return status;
}
