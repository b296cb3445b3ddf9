/* SPDX-License-Identifier: Apache-2.0 */
/* Writing a file and seeing it onto the disk: see file_sink.h. */
#include "tables/file_sink.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"

lc_status lc__sync_path(const char *path, lc_error *err)
{
	int file = open(path, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		return lc__fail_errno(err, LIANGCE_E_WRITE, path, errno, "cannot be opened");
	/* EINVAL, EROFS: not a file that can be synced. */
	bool synced = fsync(file) == 0 || errno == EINVAL || errno == EROFS;
	lc_status status = synced ? LIANGCE_OK : lc__fail_errno(err, LIANGCE_E_WRITE, path, errno, "cannot be written to the disk");
	close(file);
	return status;
}

lc_status lc__file_create(lc__file *self, const char *path, lc_error *err)
{
	char *copy = lc__strndup(path, strlen(path));
	if (copy == NULL)
		return lc__fail_nomem(err);
	int descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (descriptor < 0) {
		lc_status status = lc__fail_errno(err, LIANGCE_E_WRITE, path, errno, "cannot be written");
		lc__free(copy);
		return status;
	}
	*self = (lc__file){.descriptor = descriptor, .path = copy};
	return LIANGCE_OK;
}

bool lc__file_write(const char *data, size_t size, void *file)
{
	lc__file *self = file;
	if (self->sys_errno == 0 && !lc__write_all(self->descriptor, data, size))
		self->sys_errno = errno;
	return self->sys_errno == 0;
}

lc_status lc__file_close(lc__file *self, lc_error *err)
{
	int reason = self->sys_errno;
	if (reason == 0 && fsync(self->descriptor) != 0 && errno != EINVAL && errno != EROFS)
		reason = errno;
	if (close(self->descriptor) != 0 && reason == 0 && errno != EINTR)
		reason = errno;
	lc_status status = LIANGCE_OK;
	if (reason != 0)
		status = lc__fail_errno(err, LIANGCE_E_WRITE, self->path, reason, "cannot be written");
	lc__free(self->path);
	*self = (lc__file){.descriptor = -1};
	return status;
}
