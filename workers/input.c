/* SPDX-License-Identifier: Apache-2.0 */
/* Opening, reading, mapping: see input.h. Decides nothing about text and counts nothing. */
#include "input.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define PATIENCE_MS 100

static lc_status cannot(lc_error *err, const char *what)
{
	return lc__fail_errno(err, LIANGCE_E_INPUT, NULL, errno, "%s", what);
}

static lc_status changed(lc_error *err)
{
	return lc__fail(err, LIANGCE_E_INPUT, "changed while it was read");
}

void lc__read_buffer_release(lc__read_buffer *self)
{
	lc__free(self->data);
	*self = (lc__read_buffer){0};
}

static lc_status make_room(lc__read_buffer *self, size_t bytes, lc_error *err)
{
	if (bytes <= self->capacity)
		return LIANGCE_OK;
	char *data = lc__realloc(self->data, bytes, 1);
	if (data == NULL)
		return lc__fail_nomem(err);
	*self = (lc__read_buffer){.data = data, .capacity = bytes};
	return LIANGCE_OK;
}

lc_status lc__input_open(int *fd, const char *path, bool follow, lc_error *err)
{
	/* O_NONBLOCK: opening a pipe must not wait for its other end. For regular files it means nothing. */
	int opened = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK | (follow ? 0 : O_NOFOLLOW));
	if (opened < 0)
		return cannot(err, "cannot be opened");
	*fd = opened;
	return LIANGCE_OK;
}

lc_status lc__input_stat(lc__input *self, int fd, lc_error *err)
{
	struct stat status;
	if (fstat(fd, &status) != 0)
		return cannot(err, "cannot be examined");
	if (!S_ISREG(status.st_mode))
		return lc__fail(err, LIANGCE_E_INPUT, "is not a regular file any more");
	*self = (lc__input){.fd = fd, .bytes = (uint64_t)status.st_size, .modified = status.st_mtim};
	return LIANGCE_OK;
}

lc_status lc__input_unchanged(const lc__input *self, lc_error *err)
{
	lc__input now = {.fd = -1};
	lc_status status = lc__input_stat(&now, self->fd, err);
	if (status != LIANGCE_OK)
		return status;
	if (now.bytes != self->bytes || now.modified.tv_sec != self->modified.tv_sec ||
	    now.modified.tv_nsec != self->modified.tv_nsec)
		return changed(err);
	return LIANGCE_OK;
}

static ssize_t read_once(int fd, void *to, size_t size)
{
	ssize_t got;
	do
		got = read(fd, to, size);
	while (got < 0 && errno == EINTR);
	return got;
}

lc_status lc__read_small(lc__read_buffer *buffer, int fd, uint64_t expected, lc_view *text, bool *complete, lc_error *err)
{
	lc_status status = make_room(buffer, LIANGCE_SMALL_BYTES, err);
	if (status != LIANGCE_OK)
		return status;
	size_t held = 0;
	ssize_t got;
	do {
		got = read_once(fd, buffer->data + held, LIANGCE_SMALL_BYTES - held);
		if (got < 0)
			return cannot(err, "cannot be read");
		held += (size_t)got;
		/* As much as it should be, in one read: the end, without asking again. */
	} while (got > 0 && held < LIANGCE_SMALL_BYTES && !(held == expected && (size_t)got == held));
	*complete = held < LIANGCE_SMALL_BYTES;
	*text = (lc_view){.data = buffer->data, .size = held};
	return LIANGCE_OK;
}

/* Where the window of a piece begins: a segment before the piece, because its first cut may depend on what stands before. */
static uint64_t window_base(uint64_t index, size_t piece_bytes)
{
	return index == 0 ? 0 : index * piece_bytes - LIANGCE_SEGMENT_BYTES;
}

/* Where it ends, if the text goes on so far: its last cut is less than a segment behind the piece. */
static uint64_t window_end(uint64_t index, size_t piece_bytes)
{
	return (index + 1) * piece_bytes + LIANGCE_SEGMENT_BYTES + LIANGCE_CUT_REACH;
}

static lc_status read_at(const lc__input *input, char *to, size_t size, uint64_t offset, lc_error *err)
{
	for (size_t done = 0; done < size;) {
		ssize_t got = pread(input->fd, to + done, size - done, (off_t)(offset + done));
		if (got == 0)
			return changed(err);
		if (got < 0 && errno != EINTR)
			return cannot(err, "cannot be read");
		done += got < 0 ? 0 : (size_t)got;
	}
	return LIANGCE_OK;
}

/* True if it is mapped; a file system that cannot, or an address space that is full, is no failure: it is read then. */
static bool map_window(lc__window *self, const lc__input *input, size_t size)
{
	/* base is a multiple of the segment size, and so of the page size. */
	void *mapping = mmap(NULL, size, PROT_READ, MAP_PRIVATE, input->fd, (off_t)self->base);
	if (mapping == MAP_FAILED)
		return false;
	(void)madvise(mapping, size, MADV_SEQUENTIAL);
	self->mapping = mapping;
	self->text = (lc_view){.data = mapping, .size = size};
	return true;
}

lc_status lc__window_open(lc__window *self, const lc__input *input, uint64_t index, size_t piece_bytes, bool map,
                          lc__read_buffer *buffer, lc_error *err)
{
	uint64_t end = window_end(index, piece_bytes);
	*self = (lc__window){.base = window_base(index, piece_bytes), .last = (index + 1) * piece_bytes >= input->bytes};
	size_t size = (size_t)((end < input->bytes ? end : input->bytes) - self->base);
	if (map && map_window(self, input, size))
		return LIANGCE_OK;
	lc_status status = make_room(buffer, size, err);
	if (status == LIANGCE_OK)
		status = read_at(input, buffer->data, size, self->base, err);
	self->text = (lc_view){.data = buffer->data, .size = size};
	return status;
}

void lc__window_close(lc__window *self)
{
	if (self->mapping != NULL)
		(void)munmap(self->mapping, self->text.size);
	self->mapping = NULL;
}

void lc__window_cuts(const lc__window *self, uint64_t index, size_t piece_bytes, size_t *from, size_t *to)
{
	*from = index == 0 ? 0 : lc_segment_cut(self->text, LIANGCE_SEGMENT_BYTES);
	*to = self->last ? self->text.size : lc_segment_cut(self->text, (size_t)((index + 1) * piece_bytes - self->base));
}

lc_status lc__read_patiently(int fd, void *to, size_t size, const int *stop, size_t *got, lc_error *err)
{
	for (;;) {
		if (__atomic_load_n(stop, __ATOMIC_RELAXED) != 0)
			return lc__fail(err, LIANGCE_E_STOPPED, "stopped");
		/* A pipe that no one has opened for writing yet has no event and no end: read would say it ended. */
		struct pollfd waiting = {.fd = fd, .events = POLLIN};
		int ready = poll(&waiting, 1, PATIENCE_MS);
		if (ready == 0 || (ready < 0 && errno == EINTR))
			continue;
		if (ready < 0)
			return cannot(err, "cannot be waited for");
		ssize_t count = read_once(fd, to, size);
		if (count < 0 && errno == EAGAIN)
			continue;
		if (count < 0)
			return cannot(err, "cannot be read");
		*got = (size_t)count;
		return LIANGCE_OK;
	}
}

lc_status lc__stream_window(lc__stream *self, uint64_t index, size_t piece_bytes, lc__window *window, lc_error *err)
{
	uint64_t base = window_base(index, piece_bytes);
	size_t wanted = (size_t)(window_end(index, piece_bytes) - base);
	lc_status status = make_room(self->buffer, wanted, err);
	if (status != LIANGCE_OK)
		return status;
	if (base > self->base) {
		size_t passed = (size_t)(base - self->base);
		memmove(self->buffer->data, self->buffer->data + passed, self->held - passed);
		self->held -= passed;
		self->base = base;
	}
	while (!self->ended && self->held < wanted) {
		size_t got = 0;
		status = lc__read_patiently(self->fd, self->buffer->data + self->held, wanted - self->held, self->stop, &got, err);
		if (status != LIANGCE_OK)
			return status;
		self->held += got;
		self->ended = got == 0;
	}
	*window = (lc__window){.text = {.data = self->buffer->data, .size = self->held},
	                       .base = base,
	                       .last = self->ended && base + self->held <= (index + 1) * piece_bytes};
	return LIANGCE_OK;
}
