/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the user named becomes inputs: see lister.h. Paths of the command line first, then the list, then the folders among both:
 * by then all that is named is known, so that a folder does not give a second time what was named by itself.
 */
#include "lister.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A longer name in a list is no path: the list is of another kind than was said. */
#define MOST_NAME_BYTES ((size_t)1 << 16)

bool lc__lister_stopped(const lc__lister *self)
{
	return __atomic_load_n(self->stop, __ATOMIC_RELAXED) != 0;
}

lc_status lc__lister_init(lc__lister *self, const lc_run_options *options, lc__pieces *pieces, const int *stop, lc_error *err)
{
	*self = (lc__lister){.options = options, .pieces = pieces, .stop = stop, .list = -1};
	if (options->files_from == NULL)
		return LIANGCE_OK;
	if (strcmp(options->files_from, "-") == 0)
		self->list = STDIN_FILENO;
	else
		self->list = open(options->files_from, O_RDONLY | O_CLOEXEC);
	if (self->list < 0)
		return lc__fail_errno(err, LIANGCE_E_READ, options->files_from, errno, "cannot be opened");
	return LIANGCE_OK;
}

void lc__lister_release(lc__lister *self)
{
	if (self->list > STDIN_FILENO)
		close(self->list);
	lc__batch_free(self->batch);
	for (size_t i = 0; i < self->root_count; i++)
		lc__free(self->roots[i].path);
	for (size_t i = 0; i < self->linked.count && self->links != NULL; i++)
		lc__free(self->links[i].path);
	lc__free(self->roots);
	lc__free(self->links);
	lc__seen_release(&self->named);
	lc__seen_release(&self->folders);
	lc__seen_release(&self->results);
	lc__seen_release(&self->linked);
}

static lc_status flush(lc__lister *self)
{
	lc__batch *batch = self->batch;
	self->batch = NULL;
	return batch == NULL || lc__pieces_put(self->pieces, batch) ? LIANGCE_OK : LIANGCE_E_STOPPED;
}

static lc_status add(lc__lister *self, lc__item_kind kind, const char *path, uint64_t bytes, const char *stage, const char *error)
{
	if (self->batch == NULL)
		self->batch = lc__batch_new();
	if (self->batch == NULL)
		return lc__fail_nomem(&self->error);
	lc_status status = lc__batch_add(self->batch, kind, path, bytes, stage, error, &self->error);
	if (status == LIANGCE_OK && lc__batch_full(self->batch))
		status = flush(self);
	return status;
}

static lc_status emit(lc__lister *self, lc__item_kind kind, const char *path, uint64_t bytes)
{
	atomic_fetch_add_explicit(&self->files_listed, 1, memory_order_relaxed);
	atomic_fetch_add_explicit(&self->bytes_listed, bytes, memory_order_relaxed);
	if (kind == LIANGCE_ITEM_STREAM)
		atomic_store_explicit(&self->unsized, true, memory_order_relaxed);
	return add(self, kind, path, bytes, NULL, NULL);
}

lc_status lc__lister_emit_failure(lc__lister *self, const char *path, const char *stage, const char *what, int sys_errno)
{
	lc_error error;
	(void)lc__fail_errno(&error, LIANGCE_E_INPUT, NULL, sys_errno, "%s", what);
	return add(self, LIANGCE_ITEM_FAILURE, path, 0, stage, error.message);
}

static lc_status defer(lc__lister *self, lc__item_kind kind, const char *path, const struct stat *status, lc_error *err)
{
	void *links = self->links;
	size_t before = self->linked.count;
	size_t number = 0;
	lc_status done =
	    lc__grow(&links, &self->link_capacity, before + 1, SIZE_MAX / sizeof *self->links, sizeof *self->links, err);
	self->links = links;
	if (done == LIANGCE_OK)
		done = lc__seen_add(&self->linked, status->st_dev, status->st_ino, &number, err);
	if (done != LIANGCE_OK)
		return done;
	lc__link *link = &self->links[number];
	if (number == before)
		*link = (lc__link){0};
	else
		self->links_skipped++;
	if (link->path != NULL && strcmp(path, link->path) >= 0)
		return LIANGCE_OK;
	char *copy = lc__strndup(path, strlen(path));
	if (copy == NULL)
		return lc__fail_nomem(err);
	lc__free(link->path);
	*link = (lc__link){.path = copy, .kind = kind, .bytes = (uint64_t)status->st_size};
	return LIANGCE_OK;
}

lc_status lc__lister_emit_file(lc__lister *self, lc__item_kind kind, const char *path, const struct stat *status)
{
	if (status->st_nlink > 1)
		return defer(self, kind, path, status, &self->error);
	return emit(self, kind, path, (uint64_t)status->st_size);
}

static lc_status emit_links(lc__lister *self)
{
	lc_status status = LIANGCE_OK;
	for (size_t i = 0; i < self->linked.count && status == LIANGCE_OK; i++)
		status = emit(self, self->links[i].kind, self->links[i].path, self->links[i].bytes);
	return status;
}

static lc_status add_root(lc__lister *self, const char *path, size_t size, const struct stat *status)
{
	void *roots = self->roots;
	lc_status grown = lc__grow(&roots, &self->root_capacity, self->root_count + 1, SIZE_MAX / sizeof *self->roots,
	                           sizeof *self->roots, &self->error);
	self->roots = roots;
	if (grown != LIANGCE_OK)
		return grown;
	while (size > 1 && path[size - 1] == '/')
		size--;
	char *copy = lc__strndup(path, size);
	if (copy == NULL)
		return lc__fail_nomem(&self->error);
	self->roots[self->root_count++] = (lc__root){.path = copy, .device = status->st_dev, .inode = status->st_ino};
	return LIANGCE_OK;
}

/* A path that the user gave: links are followed, pipes are read. */
static lc_status add_named(lc__lister *self, const char *path)
{
	struct stat status;
	if (stat(path, &status) != 0)
		return lc__lister_emit_failure(self, path, "list", "cannot be found", errno);
	if (S_ISDIR(status.st_mode))
		return add_root(self, path, strlen(path), &status);
	if (S_ISCHR(status.st_mode) || S_ISBLK(status.st_mode))
		return lc__lister_emit_failure(self, path, "open", "is a device", 0);
	if (S_ISSOCK(status.st_mode))
		return lc__lister_emit_failure(self, path, "open", "is a socket", 0);
	if (S_ISREG(status.st_mode) && status.st_nlink > 1)
		return lc__lister_emit_file(self, LIANGCE_ITEM_NAMED, path, &status);
	size_t before = self->named.count;
	size_t number = 0;
	lc_status added = lc__seen_add(&self->named, status.st_dev, status.st_ino, &number, &self->error);
	if (added != LIANGCE_OK || number != before)
		return added;
	bool is_pipe = S_ISFIFO(status.st_mode);
	return emit(self, is_pipe ? LIANGCE_ITEM_STREAM : LIANGCE_ITEM_NAMED, path, is_pipe ? 0 : (uint64_t)status.st_size);
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* In the order of their spelling, so that of two spellings of a file the least counts, whatever the order they came in. */
static lc_status list_paths(lc__lister *self)
{
	size_t count = self->options->path_count;
	if (count == 0)
		return LIANGCE_OK;
	const char **paths = lc__alloc(count, sizeof *paths);
	if (paths == NULL)
		return lc__fail_nomem(&self->error);
	memcpy(paths, self->options->paths, count * sizeof *paths);
	qsort(paths, count, sizeof *paths, by_text);
	lc_status status = LIANGCE_OK;
	for (size_t i = 0; i < count && status == LIANGCE_OK; i++) {
		if (i > 0 && strcmp(paths[i], paths[i - 1]) == 0)
			continue;
		status = strcmp(paths[i], "-") == 0 ? emit(self, LIANGCE_ITEM_STREAM, "-", 0) : add_named(self, paths[i]);
	}
	lc__free(paths);
	return status;
}

/* Lists come from Windows too: a carriage return before the line end is no part of a name, nor is a byte order mark. */
static void trim_line(lc__lister *self, lc__buffer *line)
{
	if (line->size > 0 && line->data[line->size - 1] == '\r')
		line->size--;
	if (!self->list_begun && line->size >= 3 && memcmp(line->data, "\xEF\xBB\xBF", 3) == 0) {
		line->size -= 3;
		memmove(line->data, line->data + 3, line->size);
	}
	self->list_begun = true;
}

/* The names that end in what was read; what is left of the last one stays in `line`. */
static lc_status list_names(lc__lister *self, lc__buffer *line, const char *text, size_t size)
{
	char separator = self->options->nul_separated ? '\0' : '\n';
	lc_status status = LIANGCE_OK;
	for (const char *end = text + size; text < end && status == LIANGCE_OK;) {
		const char *stop = memchr(text, separator, (size_t)(end - text));
		size_t part = (size_t)((stop == NULL ? end : stop) - text);
		if (separator == '\n' && memchr(text, '\0', part) != NULL)
			return lc__fail(&self->error, LIANGCE_E_READ, "--files-from %s: the list holds NUL: use -0",
			                self->options->files_from);
		status = lc__buffer_append(line, text, part, &self->error);
		if (status == LIANGCE_OK && stop != NULL) {
			if (separator == '\n')
				trim_line(self, line);
			status = lc__buffer_append(line, "", 1, &self->error);
			if (status == LIANGCE_OK && line->size > 1)
				status = add_named(self, line->data);
			line->size = 0;
		}
		text += stop == NULL ? part : part + 1;
	}
	if (status == LIANGCE_E_TOO_LARGE)
		return lc__fail(&self->error, LIANGCE_E_READ, "--files-from %s: a name of more than %zu bytes%s",
		                self->options->files_from, MOST_NAME_BYTES,
		                self->options->nul_separated ? "" : " (is -0 missing?)");
	return status;
}

static lc_status read_list(lc__lister *self)
{
	char chunk[4096];
	lc__buffer line;
	lc__buffer_init(&line, MOST_NAME_BYTES);
	lc_status status = LIANGCE_OK;
	size_t got = 1;
	while (status == LIANGCE_OK && got > 0) {
		/* What is known goes to the lanes before this waits for more. */
		status = flush(self);
		if (status == LIANGCE_OK)
			status = lc__read_patiently(self->list, chunk, sizeof chunk, self->stop, &got, &self->error);
		if (status == LIANGCE_E_INPUT)
			status =
			    lc__fail(&self->error, LIANGCE_E_READ, "--files-from %s cannot be read", self->options->files_from);
		if (status == LIANGCE_OK)
			status = list_names(self, &line, chunk, got);
	}
	/* The last name may lack its separator. */
	if (status == LIANGCE_OK && line.size > 0)
		status = list_names(self, &line, self->options->nul_separated ? "\0" : "\n", 1);
	lc__buffer_release(&line);
	return status;
}

static int by_path(const void *a, const void *b)
{
	return strcmp(((const lc__root *)a)->path, ((const lc__root *)b)->path);
}

static lc_status walk_roots(lc__lister *self)
{
	if (self->root_count == 0)
		return LIANGCE_OK;
	qsort(self->roots, self->root_count, sizeof *self->roots, by_path);
	/* Of two spellings of a folder the least is walked: the set is filled before any walk, because walks look into it. */
	size_t kept = 0;
	for (size_t i = 0; i < self->root_count; i++) {
		size_t before = self->folders.count;
		size_t number = 0;
		lc_status status = lc__seen_add(&self->folders, self->roots[i].device, self->roots[i].inode, &number, &self->error);
		if (status != LIANGCE_OK)
			return status;
		if (number != before)
			continue;
		lc__root root = self->roots[i];
		self->roots[i] = self->roots[kept];
		self->roots[kept++] = root;
	}
	for (size_t i = 0; i < kept; i++) {
		lc_status status = lc__walk(self, &self->roots[i]);
		if (status != LIANGCE_OK)
			return status;
	}
	return LIANGCE_OK;
}

/* Results that are there already. */
static lc_status find_results(lc__lister *self)
{
	lc_status status = LIANGCE_OK;
	for (size_t i = 0; i < self->options->result_count && status == LIANGCE_OK; i++) {
		struct stat found;
		size_t number;
		if (stat(self->options->results[i], &found) == 0)
			status = lc__seen_add(&self->results, found.st_dev, found.st_ino, &number, &self->error);
	}
	return status;
}

void lc__lister_work(void *lister)
{
	lc__lister *self = lister;
	self->status = find_results(self);
	if (self->status == LIANGCE_OK)
		self->status = list_paths(self);
	if (self->status == LIANGCE_OK && self->list >= 0)
		self->status = read_list(self);
	if (self->status == LIANGCE_OK)
		self->status = walk_roots(self);
	if (self->status == LIANGCE_OK)
		self->status = emit_links(self);
	if (self->status == LIANGCE_OK)
		self->status = flush(self);
	atomic_store_explicit(&self->complete, true, memory_order_relaxed);
	if (self->status == LIANGCE_OK)
		lc__pieces_complete(self->pieces);
	else
		lc__pieces_stop(self->pieces);
}
