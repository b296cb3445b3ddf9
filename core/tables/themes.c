/* SPDX-License-Identifier: Apache-2.0 */
/* The tree of theme paths: see themes.h. */
#include "tables/themes.h"

#include <string.h>

#define THEMES_MAX ((size_t)1 << 24)

/* Adds the path and its ancestors, from the root down. An empty step ("a//b", "/a") is no theme of its own. */
static lc_status add_path(lc__themes *self, const char *path, uint32_t *number, lc_error *err)
{
	uint32_t parent = LIANGCE_NO_THEME;
	size_t length = strlen(path);
	for (size_t end = 1; end <= length; end++) {
		if ((end < length && path[end] != '/') || path[end - 1] == '/')
			continue;
		uint32_t known = self->paths.count, theme;
		void *parents = self->parents;
		lc_status status =
		    lc__grow(&parents, &self->parent_capacity, (size_t)known + 1, THEMES_MAX, sizeof *self->parents, err);
		self->parents = parents;
		if (status == LIANGCE_OK)
			status = lc__map_add(&self->paths, path, end, &theme, err);
		if (status != LIANGCE_OK)
			return status;
		if (theme == known)
			self->parents[theme] = parent;
		parent = theme;
	}
	*number = parent;
	return LIANGCE_OK;
}

lc_status lc__themes_init(lc__themes *self, const lc_ruleset *rules, lc_error *err)
{
	lc__themes themes = {.term_count = lc_ruleset_term_count(rules)};
	lc_status status = LIANGCE_OK;
	lc__map_init(&themes.paths);
	if (themes.term_count != 0) {
		themes.of_term = lc__alloc(themes.term_count, sizeof *themes.of_term);
		if (themes.of_term == NULL)
			status = lc__fail_nomem(err);
	}
	const char *before = NULL;
	for (size_t term = 0; term < themes.term_count && status == LIANGCE_OK; term++) {
		const char *path = lc_ruleset_term(rules, term)->theme;
		/* Rows of a theme stand together. */
		if (before != NULL && strcmp(path, before) == 0)
			themes.of_term[term] = themes.of_term[term - 1];
		else
			status = add_path(&themes, path, &themes.of_term[term], err);
		before = path;
	}
	if (status == LIANGCE_OK)
		*self = themes;
	else
		lc__themes_release(&themes);
	return status;
}

void lc__themes_release(lc__themes *self)
{
	lc__map_release(&self->paths);
	lc__free(self->parents);
	lc__free(self->of_term);
	*self = (lc__themes){0};
}
