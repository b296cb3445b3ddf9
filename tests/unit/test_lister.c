/* SPDX-License-Identifier: Apache-2.0 */
/* lister and walk: what the user named becomes inputs, each once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <sys/socket.h>
#include <sys/un.h>

#include "lister.h"
#include "temp_tree.h"

#define MOST 32

static const int never = 0;

/* What came of a listing. */
typedef struct listing {
	char inputs[MOST][PATH_MAX]; /* sorted; below the tree; "(stream)" and "(failure STAGE)" before it where it is one */
	size_t count;
	uint64_t hidden;
	uint64_t links;
	lc_status status;
	lc_error error;
} listing;

static int by_text(const void *a, const void *b)
{
	return strcmp(a, b);
}

static const char *below(const char *path)
{
	size_t size = strlen(temp_tree);
	return strncmp(path, temp_tree, size) == 0 ? path + size + 1 : path;
}

static void keep(listing *self, const lc__batch *batch, const lc__item *item)
{
	assert_true(self->count < MOST);
	char before[32] = "";
	if (item->kind == LIANGCE_ITEM_FAILURE)
		snprintf(before, sizeof before, "(failure %s) ", item->stage);
	else if (item->kind == LIANGCE_ITEM_STREAM)
		snprintf(before, sizeof before, "(stream) ");
	snprintf(self->inputs[self->count++], PATH_MAX, "%s%s", before, below(batch->text.data + item->path));
}

static const listing *list(const lc_run_options *options)
{
	static listing self;
	lc__pieces pieces;
	lc__lister lister;
	self = (listing){0};
	assert_int_equal(lc__pieces_init(&pieces, NULL), LIANGCE_OK);
	assert_int_equal(lc__lister_init(&lister, options, &pieces, &never, NULL), LIANGCE_OK);
	lc__lister_work(&lister); /* as many as wait without being taken */
	uint64_t files = 0;
	for (;;) {
		lc__work work = lc__pieces_next(&pieces, files > 0);
		if (work.batch == NULL)
			break;
		for (unsigned i = 0; i < work.batch->count; i++)
			keep(&self, work.batch, &work.batch->items[i]);
		files++;
		lc__batch_free(work.batch);
	}
	qsort(self.inputs, self.count, sizeof *self.inputs, by_text);
	self.hidden = lister.hidden_skipped;
	self.links = lister.links_skipped;
	self.status = lister.status;
	self.error = lister.error;
	lc__lister_release(&lister);
	lc__pieces_release(&pieces);
	return &self;
}

static void check(const listing *found, const char *const *expected, size_t count)
{
	assert_int_equal(found->status, LIANGCE_OK);
	for (size_t i = 0; i < count && i < found->count; i++)
		assert_string_equal(found->inputs[i], expected[i]);
	assert_int_equal(found->count, count);
}

#define assert_listing(found, ...)                                          \
	do {                                                                \
		const char *const expected[] = {__VA_ARGS__};               \
		check(found, expected, sizeof expected / sizeof *expected); \
	} while (0)

static int make_files(void **state)
{
	if (make_tree(state) != 0)
		return -1;
	put_folder("a");
	put_folder("a/b");
	put_folder("a/b/c");
	put_text("a/1.txt", "1");
	put_text("a/b/2.txt", "2");
	put_text("a/b/c/3.md", "3");
	put_text("4.txt", "4");
	return 0;
}

static void folders_are_walked(void **state)
{
	(void)state;
	const char *const paths[] = {temp_tree};
	assert_listing(list(&(lc_run_options){.paths = paths, .path_count = 1}), "4.txt", "a/1.txt", "a/b/2.txt", "a/b/c/3.md");
}

/* A trailing slash is no other folder, and does not double in paths. */
static void a_file_is_listed_once(void **state)
{
	(void)state;
	char slashed[PATH_MAX];
	char inner[PATH_MAX];
	char file[PATH_MAX];
	char same[PATH_MAX];
	snprintf(slashed, sizeof slashed, "%s/", temp_tree);
	snprintf(inner, sizeof inner, "%s/a/b", temp_tree);
	snprintf(file, sizeof file, "%s/a/1.txt", temp_tree);
	snprintf(same, sizeof same, "%s/a/./1.txt", temp_tree);
	const char *const paths[] = {inner, slashed, file, temp_tree, same, file};
	assert_listing(list(&(lc_run_options){.paths = paths, .path_count = 6}), "4.txt", "a/./1.txt", "a/b/2.txt", "a/b/c/3.md");
}

static void hidden_names_are_counted(void **state)
{
	(void)state;
	put_folder(".git");
	put_text(".git/x", "x");
	put_text("a/.hidden", "x");
	const char *const paths[] = {temp_tree};
	const listing *found = list(&(lc_run_options){.paths = paths, .path_count = 1});
	assert_listing(found, "4.txt", "a/1.txt", "a/b/2.txt", "a/b/c/3.md");
	assert_int_equal(found->hidden, 2);
	found = list(&(lc_run_options){.paths = paths, .path_count = 1, .hidden = true});
	assert_listing(found, ".git/x", "4.txt", "a/.hidden", "a/1.txt", "a/b/2.txt", "a/b/c/3.md");
	assert_int_equal(found->hidden, 0);
}

static void links_in_folders_are_not_followed(void **state)
{
	(void)state;
	assert_int_equal(symlink("..", in_tree("a/b/loop")), 0);
	assert_int_equal(symlink("1.txt", in_tree("a/link")), 0);
	const char *const paths[] = {temp_tree};
	const listing *found = list(&(lc_run_options){.paths = paths, .path_count = 1});
	assert_listing(found, "4.txt", "a/1.txt", "a/b/2.txt", "a/b/c/3.md");
	assert_int_equal(found->links, 2);
	const char *const named[] = {in_tree("a/link"), in_tree("a/b/loop")};
	found = list(&(lc_run_options){.paths = named, .path_count = 2});
	assert_listing(found, "a/b/loop/b/2.txt", "a/b/loop/b/c/3.md", "a/link");
}

static void of_hard_links_the_first_name_counts(void **state)
{
	(void)state;
	assert_int_equal(link(in_tree("a/b/2.txt"), in_tree("a/0.txt")), 0);
	assert_int_equal(link(in_tree("a/b/2.txt"), in_tree("z.txt")), 0);
	const char *const paths[] = {temp_tree};
	const listing *found = list(&(lc_run_options){.paths = paths, .path_count = 1});
	assert_listing(found, "4.txt", "a/0.txt", "a/1.txt", "a/b/c/3.md");
	assert_int_equal(found->links, 2);
	const char *const named[] = {in_tree("z.txt"), in_tree("a/b/2.txt")};
	assert_listing(list(&(lc_run_options){.paths = named, .path_count = 2}), "a/b/2.txt");
}

static void globs_are_for_folders(void **state)
{
	(void)state;
	const char *const globs[] = {"*.txt", "!b"};
	const char *const paths[] = {temp_tree, in_tree("a/b/c/3.md")};
	const listing *found = list(&(lc_run_options){.paths = paths, .path_count = 2, .globs = globs, .glob_count = 2});
	assert_listing(found, "4.txt", "a/1.txt", "a/b/c/3.md");
	const char *const deep[] = {"a/b/*"};
	found = list(&(lc_run_options){.paths = paths, .path_count = 1, .globs = deep, .glob_count = 1});
	assert_listing(found, "a/b/2.txt", "a/b/c/3.md");
}

/* Also the one that is there from the run before. */
static void results_are_passed_over(void **state)
{
	(void)state;
	const char *const paths[] = {temp_tree};
	const char *const results[] = {in_tree("4.txt"), in_tree("a/b"), in_tree("none")};
	assert_listing(list(&(lc_run_options){.paths = paths, .path_count = 1, .results = results, .result_count = 3}), "a/1.txt");
}

static void folders_end_somewhere(void **state)
{
	(void)state;
	char path[PATH_MAX] = "deep";
	put_folder(path);
	for (int i = 0; i < 600; i++) {
		strcat(path, "/d");
		put_folder(path);
	}
	strcat(path, "/x.txt");
	put_text(path, "x");
	const char *const paths[] = {in_tree("deep")};
	const listing *found = list(&(lc_run_options){.paths = paths, .path_count = 1});
	assert_int_equal(found->count, 1);
	assert_int_equal(strncmp(found->inputs[0], "(failure list) deep/d/d", 23), 0);
}

static void what_is_no_file_is_a_failure(void **state)
{
	(void)state;
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	snprintf(address.sun_path, sizeof address.sun_path, "%s/sock", temp_tree);
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);
	assert_int_equal(bind(fd, (const struct sockaddr *)&address, sizeof address), 0);
	close(fd);
	assert_int_equal(mkfifo(in_tree("pipe"), 0600), 0);
	const char *const paths[] = {temp_tree, "/dev/null", in_tree("none")};
	assert_listing(list(&(lc_run_options){.paths = paths, .path_count = 3}), "(failure list) none", "(failure open) /dev/null",
	               "(failure open) pipe", "(failure open) sock", "4.txt", "a/1.txt", "a/b/2.txt", "a/b/c/3.md");
}

static void pipes_are_read_where_they_are_named(void **state)
{
	(void)state;
	assert_int_equal(mkfifo(in_tree("pipe"), 0600), 0);
	const char *const paths[] = {in_tree("pipe"), "-", "-", temp_tree};
	assert_listing(list(&(lc_run_options){.paths = paths, .path_count = 4}), "(stream) -", "(stream) pipe", "4.txt", "a/1.txt",
	               "a/b/2.txt", "a/b/c/3.md");
}

static void a_folder_without_permission_is_a_failure(void **state)
{
	(void)state;
	const char *const paths[] = {temp_tree};
	uid_t self = geteuid();
	assert_int_equal(chmod(in_tree("a/b"), 0), 0);
	if (self == 0) /* who may read anything */
		assert_int_equal(seteuid(65534), 0);
	const listing *found = list(&(lc_run_options){.paths = paths, .path_count = 1});
	assert_int_equal(seteuid(self), 0);
	assert_int_equal(chmod(in_tree("a/b"), 0755), 0);
	assert_listing(found, "(failure list) a/b", "4.txt", "a/1.txt");
}

static void lists_name_files_and_folders(void **state)
{
	(void)state;
	char text[2048];
	char from[PATH_MAX];
	snprintf(from, sizeof from, "%s", in_tree("list"));
	snprintf(text, sizeof text, "%s\n\n%s\n%s\n%s", in_tree("a/b"), in_tree("none"), in_tree("4.txt"), in_tree("a/b/2.txt"));
	put_text("list", text);
	const listing *found = list(&(lc_run_options){.files_from = from});
	assert_listing(found, "(failure list) none", "4.txt", "a/b/2.txt", "a/b/c/3.md");
	/* As Windows writes it. */
	snprintf(text, sizeof text, "\xEF\xBB\xBF%s\r\n\r\n%s\r", in_tree("4.txt"), in_tree("a/b/2.txt"));
	put_text("list", text);
	found = list(&(lc_run_options){.files_from = from});
	assert_listing(found, "4.txt", "a/b/2.txt");
	/* With NUL between them, line ends are part of names. */
	put_text("x\ny", "1");
	int size = snprintf(text, sizeof text, "%s%c%s", in_tree("x\ny"), '\0', in_tree("4.txt"));
	put_bytes("list", text, (size_t)size);
	found = list(&(lc_run_options){.files_from = from, .nul_separated = true});
	assert_listing(found, "4.txt", "x\ny");
}

static void a_list_of_another_kind_is_an_error(void **state)
{
	(void)state;
	char from[PATH_MAX];
	char *bytes = malloc(200000);
	memset(bytes, 'x', 200000);
	snprintf(from, sizeof from, "%s", in_tree("list"));
	put_bytes("list", bytes, 200000);
	free(bytes);
	const listing *found = list(&(lc_run_options){.files_from = from});
	assert_int_equal(found->status, LIANGCE_E_READ);
	assert_non_null(strstr(found->error.message, "is -0 missing?"));
}

static void a_list_that_is_not_there_is_an_error(void **state)
{
	(void)state;
	lc__lister lister;
	lc__pieces pieces;
	lc_error error;
	assert_int_equal(lc__pieces_init(&pieces, NULL), LIANGCE_OK);
	lc_run_options options = {.files_from = in_tree("none")};
	assert_int_equal(lc__lister_init(&lister, &options, &pieces, &never, &error), LIANGCE_E_READ);
	lc__lister_release(&lister);
	lc__pieces_release(&pieces);
}

static void no_memory_is_an_error(void **state)
{
	(void)state;
	const char *const paths[] = {temp_tree};
	bool failed = true;
	for (uint64_t nth = 1; failed; nth++) {
		lc__pieces pieces;
		lc__lister lister;
		lc_run_options options = {.paths = paths, .path_count = 1};
		assert_int_equal(lc__pieces_init(&pieces, NULL), LIANGCE_OK);
		assert_int_equal(lc__lister_init(&lister, &options, &pieces, &never, NULL), LIANGCE_OK);
		lc__alloc_fail_after(nth, false);
		lc__lister_work(&lister);
		lc__alloc_fail_after(0, false);
		failed = lister.status != LIANGCE_OK;
		assert_true(!failed || lister.status == LIANGCE_E_NOMEM);
		assert_true(!failed || nth < 100);
		assert_int_equal(pieces.stopped, failed);
		lc__lister_release(&lister);
		lc__pieces_release(&pieces);
	}
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, make_files, remove_tree)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(folders_are_walked),
	    TEST(a_file_is_listed_once),
	    TEST(hidden_names_are_counted),
	    TEST(links_in_folders_are_not_followed),
	    TEST(of_hard_links_the_first_name_counts),
	    TEST(globs_are_for_folders),
	    TEST(results_are_passed_over),
	    TEST(folders_end_somewhere),
	    TEST(what_is_no_file_is_a_failure),
	    TEST(pipes_are_read_where_they_are_named),
	    TEST(a_folder_without_permission_is_a_failure),
	    TEST(lists_name_files_and_folders),
	    TEST(a_list_of_another_kind_is_an_error),
	    TEST(a_list_that_is_not_there_is_an_error),
	    TEST(no_memory_is_an_error),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
