/* SPDX-License-Identifier: Apache-2.0 */
/* Sorted runs and their merging: see runs.h. */
#include "tables/runs.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "tables/run_sort.h"

#define RUN_BYTES ((size_t)2 << 20)    /* a run, in memory until it is full */
#define RECORD_BYTES ((size_t)1 << 28) /* a record at most */
#define MERGE_BYTES ((size_t)2 << 20)  /* what all runs together are read ahead, and … */
#define READ_LEAST ((size_t)1 << 12)   /* … each of them at least */
#define READ_MOST ((size_t)1 << 17)
#define WRITE_BYTES ((size_t)1 << 16) /* what goes to the file in one call */
#define ENTRIES_MAX ((size_t)1 << 26)
#define RUNS_MAX ((size_t)1 << 24)

static const char file_name[] = "temporary file";

void lc__runs_init(lc__runs *self)
{
	*self = (lc__runs){.file = -1};
	lc__buffer_init(&self->records, RUN_BYTES + RECORD_BYTES);
}

void lc__runs_release(lc__runs *self)
{
	if (self->file >= 0)
		close(self->file);
	lc__buffer_release(&self->records);
	lc__free(self->entries);
	lc__free(self->runs);
	lc__runs_init(self);
}

/* ---------------------------------------------------------------- filling */

/* Where SQLite puts its own temporary files: the first of these that is a folder open to us. */
static const char *temporary_folder(void)
{
	const char *const folders[] = {getenv("SQLITE_TMPDIR"), getenv("TMPDIR"), "/var/tmp"};
	struct stat info;
	for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++)
		if (folders[i] != NULL && stat(folders[i], &info) == 0 && S_ISDIR(info.st_mode) &&
		    access(folders[i], W_OK | X_OK) == 0)
			return folders[i];
	return "/tmp";
}

/* Nobody else ever sees its name. */
static lc_status open_file(lc__runs *self, lc_error *err)
{
	char path[4096];
	const char *folder = temporary_folder();
	if ((size_t)snprintf(path, sizeof path, "%s/liangce-XXXXXX", folder) >= sizeof path)
		return lc__fail_errno(err, LIANGCE_E_WRITE, file_name, ENAMETOOLONG, "cannot be made");
	self->file = mkostemp(path, O_CLOEXEC);
	if (self->file < 0)
		return lc__fail_errno(err, LIANGCE_E_WRITE, folder, errno, "no temporary file can be made there");
	(void)unlink(path); /* should it stay, that is litter and no fault of the run */
	return LIANGCE_OK;
}

static size_t record_size(const char *record)
{
	uint32_t sizes[2];
	memcpy(sizes, record, sizeof sizes);
	return sizeof sizes + sizes[0] + sizes[1];
}

/* out: WRITE_BYTES to gather small records in. False: see errno. */
static bool write_records(const lc__runs *self, char *out)
{
	size_t held = 0;
	for (size_t i = 0; i < self->entry_count; i++) {
		const char *record = self->records.data + self->entries[i].offset;
		size_t size = record_size(record);
		bool large = size > WRITE_BYTES;
		if (held + size > WRITE_BYTES || large) {
			if (!lc__write_all(self->file, out, held))
				return false;
			held = 0;
		}
		if (large && !lc__write_all(self->file, record, size))
			return false;
		if (!large) {
			memcpy(out + held, record, size);
			held += size;
		}
	}
	return lc__write_all(self->file, out, held);
}

static lc_status write_run(const lc__runs *self, lc_error *err)
{
	char *out = lc__alloc(WRITE_BYTES, 1); /* not on the stack, which may be small */
	if (out == NULL)
		return lc__fail_nomem(err);
	bool written = write_records(self, out);
	int cause = errno;
	lc__free(out);
	return written ? LIANGCE_OK : lc__fail_errno(err, LIANGCE_E_WRITE, file_name, cause, "cannot be written");
}

/* What is in memory becomes a run. */
static lc_status end_run(lc__runs *self, lc_error *err)
{
	void *runs = self->runs;
	lc_status status = self->file < 0 ? open_file(self, err) : LIANGCE_OK;
	if (status == LIANGCE_OK)
		status = lc__grow(&runs, &self->run_capacity, self->run_count + 1, RUNS_MAX, sizeof *self->runs, err);
	self->runs = runs;
	if (status != LIANGCE_OK)
		return status;
	lc__run_sort(self->entries, self->entry_count, self->records.data);
	status = write_run(self, err);
	uint64_t end = self->file_size + self->records.size;
	self->runs[self->run_count++] = (lc__run){self->file_size, end};
	self->file_size = end;
	self->records.size = 0;
	self->entry_count = 0;
	return status;
}

lc_status lc__runs_add(lc__runs *self, lc_view key, lc_view value, lc_error *err)
{
	size_t size = LIANGCE_RECORD_HEAD + key.size + value.size;
	if (key.size > RECORD_BYTES || value.size > RECORD_BYTES || size > RECORD_BYTES)
		return lc__fail(err, LIANGCE_E_TOO_LARGE, "a row of more than %zu bytes", RECORD_BYTES);
	lc_status status = LIANGCE_OK;
	if (self->records.size + size > RUN_BYTES && self->entry_count > 0)
		status = end_run(self, err);
	void *entries = self->entries;
	if (status == LIANGCE_OK)
		status = lc__grow(&entries, &self->entry_capacity, self->entry_count + 1, ENTRIES_MAX, sizeof *self->entries, err);
	self->entries = entries;
	if (status ==
	    LIANGCE_OK) /* for a whole run at once: what is not used costs nothing, and growing step by step costs copies */
		status = lc__buffer_reserve(&self->records, self->records.size == 0 && size < RUN_BYTES ? RUN_BYTES : size, err);
	if (status != LIANGCE_OK)
		return status;
	uint32_t sizes[2] = {(uint32_t)key.size, (uint32_t)value.size};
	char *at = self->records.data + self->records.size;
	self->entries[self->entry_count++].offset = (uint32_t)self->records.size;
	memcpy(at, sizes, sizeof sizes);
	at += sizeof sizes;
	if (key.size != 0)
		memcpy(at, key.data, key.size);
	if (value.size != 0)
		memcpy(at + key.size, value.data, value.size);
	self->records.size += size;
	return LIANGCE_OK;
}

/* ---------------------------------------------------------------- reading */

static void take_apart(const char *record, lc_view *key, lc_view *value)
{
	uint32_t sizes[2];
	memcpy(sizes, record, sizeof sizes);
	*key = (lc_view){.data = record + sizeof sizes, .size = sizes[0]};
	*value = (lc_view){.data = record + sizeof sizes + sizes[0], .size = sizes[1]};
}

/* A run that is being read. */
typedef struct source {
	lc__run rest;    /* of the file */
	lc__buffer held; /* read ahead */
	size_t at;       /* in it: the record that is next */
	lc_view key, value;
} source;

/* At least `size` bytes from source->at on, or all there are. */
static lc_status fill(const lc__runs *self, source *from, size_t size, size_t ahead, lc_error *err)
{
	if (from->held.size - from->at >= size)
		return LIANGCE_OK;
	if (from->at != 0)
		memmove(from->held.data, from->held.data + from->at, from->held.size - from->at);
	from->held.size -= from->at;
	from->at = 0;
	lc_status status = lc__buffer_reserve(&from->held, size > ahead ? size : ahead, err);
	while (status == LIANGCE_OK && from->held.size < size && from->rest.start < from->rest.end) {
		size_t room = from->held.capacity - from->held.size;
		uint64_t left = from->rest.end - from->rest.start;
		ssize_t got = pread(self->file, from->held.data + from->held.size, left < room ? (size_t)left : room,
		                    (off_t)from->rest.start);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return lc__fail_errno(err, LIANGCE_E_WRITE, file_name, got < 0 ? errno : EIO, "cannot be read back");
		from->held.size += (size_t)got;
		from->rest.start += (uint64_t)got;
	}
	return status;
}

/* *more is false behind the last record. */
static lc_status next_record(const lc__runs *self, source *from, size_t ahead, bool *more, lc_error *err)
{
	*more = from->at < from->held.size || from->rest.start < from->rest.end;
	lc_status status = *more ? fill(self, from, LIANGCE_RECORD_HEAD, ahead, err) : LIANGCE_OK;
	if (status != LIANGCE_OK || !*more)
		return status;
	size_t size = record_size(from->held.data + from->at);
	status = fill(self, from, size, ahead, err);
	if (status != LIANGCE_OK)
		return status;
	take_apart(from->held.data + from->at, &from->key, &from->value);
	from->at += size;
	return LIANGCE_OK;
}

static bool comes_before(const source *a, const source *b)
{
	size_t common = a->key.size < b->key.size ? a->key.size : b->key.size;
	int order = memcmp(a->key.data, b->key.data, common);
	return order != 0 ? order < 0 : a->key.size < b->key.size;
}

/* heap[0, count) is a heap but for its item `at`, which sinks to its place. */
static void sink(source **heap, size_t count, size_t at)
{
	for (size_t child; (child = 2 * at + 1) < count; at = child) {
		if (child + 1 < count && comes_before(heap[child + 1], heap[child]))
			child++;
		if (!comes_before(heap[child], heap[at]))
			return;
		source *lower = heap[at];
		heap[at] = heap[child];
		heap[child] = lower;
	}
}

static lc_status merge(const lc__runs *self, source **heap, size_t count, size_t ahead, lc__record_callback callback, void *payload,
                       lc_error *err)
{
	lc_status status = LIANGCE_OK;
	for (size_t i = count / 2; i-- > 0;)
		sink(heap, count, i);
	while (count > 0 && status == LIANGCE_OK) {
		bool more = true;
		status = callback(payload, heap[0]->key, heap[0]->value, err);
		if (status == LIANGCE_OK)
			status = next_record(self, heap[0], ahead, &more, err);
		if (!more)
			heap[0] = heap[--count];
		if (status == LIANGCE_OK)
			sink(heap, count, 0);
	}
	return status;
}

static lc_status merge_runs(const lc__runs *self, lc__record_callback callback, void *payload, lc_error *err)
{
	size_t ahead = MERGE_BYTES / self->run_count, count = 0;
	ahead = ahead < READ_LEAST ? READ_LEAST : ahead > READ_MOST ? READ_MOST : ahead;
	source *sources = lc__calloc(self->run_count, sizeof *sources);
	source **heap = lc__alloc(self->run_count, sizeof(source *)); /* NOLINT(bugprone-sizeof-expression): of pointers */
	lc_status status = sources == NULL || heap == NULL ? lc__fail_nomem(err) : LIANGCE_OK;
	for (size_t i = 0; i < self->run_count && status == LIANGCE_OK; i++) {
		bool more;
		sources[i].rest = self->runs[i];
		lc__buffer_init(&sources[i].held, RECORD_BYTES + READ_MOST);
		status = next_record(self, &sources[i], ahead, &more, err);
		heap[count++] = &sources[i]; /* no run is empty */
	}
	if (status == LIANGCE_OK)
		status = merge(self, heap, count, ahead, callback, payload, err);
	for (size_t i = 0; i < count; i++)
		lc__buffer_release(&sources[i].held);
	lc__free(heap);
	lc__free(sources);
	return status;
}

/* All of it is in memory. */
static lc_status read_only_run(lc__runs *self, lc__record_callback callback, void *payload, lc_error *err)
{
	lc_status status = LIANGCE_OK;
	lc__run_sort(self->entries, self->entry_count, self->records.data);
	for (size_t i = 0; i < self->entry_count && status == LIANGCE_OK; i++) {
		lc_view key, value;
		take_apart(self->records.data + self->entries[i].offset, &key, &value);
		status = callback(payload, key, value, err);
	}
	return status;
}

lc_status lc__runs_read(lc__runs *self, lc__record_callback callback, void *payload, lc_error *err)
{
	if (self->run_count == 0)
		return read_only_run(self, callback, payload, err);
	lc_status status = self->entry_count > 0 ? end_run(self, err) : LIANGCE_OK;
	return status == LIANGCE_OK ? merge_runs(self, callback, payload, err) : status;
}
