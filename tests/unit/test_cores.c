/* SPDX-License-Identifier: Apache-2.0 */
/* cores: the CPU quota of control groups, read from a tree that stands for the machine. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "cores.h"
#include "temp_tree.h"

static int make_machine(void **state)
{
	if (make_tree(state) != 0)
		return -1;
	put_folder("proc");
	put_folder("proc/self");
	put_folder("sys");
	put_folder("sys/fs");
	put_folder("sys/fs/cgroup");
	return 0;
}

static void no_group_no_quota(void **state)
{
	(void)state;
	assert_int_equal(lc__quota_cores(temp_tree), 0);
	put_text("proc/self/cgroup", "0::/\n");
	assert_int_equal(lc__quota_cores(temp_tree), 0);
	put_text("sys/fs/cgroup/cpu.max", "max 100000\n");
	assert_int_equal(lc__quota_cores(temp_tree), 0);
}

static void part_of_a_core_is_a_core(void **state)
{
	(void)state;
	put_text("proc/self/cgroup", "0::/\n");
	put_text("sys/fs/cgroup/cpu.max", "50000 100000\n");
	assert_int_equal(lc__quota_cores(temp_tree), 1);
	put_text("sys/fs/cgroup/cpu.max", "150000 100000\n");
	assert_int_equal(lc__quota_cores(temp_tree), 2);
	put_text("sys/fs/cgroup/cpu.max", "200000 100000\n");
	assert_int_equal(lc__quota_cores(temp_tree), 2);
}

static void the_tightest_group_above_counts(void **state)
{
	(void)state;
	put_text("proc/self/cgroup", "0::/user/job\n");
	put_folder("sys/fs/cgroup/user");
	put_folder("sys/fs/cgroup/user/job");
	put_text("sys/fs/cgroup/user/job/cpu.max", "800000 100000\n");
	put_text("sys/fs/cgroup/user/cpu.max", "300000 100000\n");
	assert_int_equal(lc__quota_cores(temp_tree), 3);
}

/* In a container the path is the host's, and not there: the group is what is mounted. */
static void a_path_that_is_not_there_leads_up(void **state)
{
	(void)state;
	put_text("proc/self/cgroup", "0::/docker/0123\n");
	put_text("sys/fs/cgroup/cpu.max", "400000 100000\n");
	assert_int_equal(lc__quota_cores(temp_tree), 4);
}

static void version_1_has_two_files(void **state)
{
	(void)state;
	put_text("proc/self/cgroup", "5:memory:/a\n4:cpu,cpuacct:/a\n3:cpuset:/a\n");
	put_folder("sys/fs/cgroup/cpu,cpuacct");
	put_folder("sys/fs/cgroup/cpu,cpuacct/a");
	put_text("sys/fs/cgroup/cpu,cpuacct/a/cpu.cfs_quota_us", "-1\n");
	put_text("sys/fs/cgroup/cpu,cpuacct/a/cpu.cfs_period_us", "100000\n");
	assert_int_equal(lc__quota_cores(temp_tree), 0);
	put_text("sys/fs/cgroup/cpu,cpuacct/a/cpu.cfs_quota_us", "250000\n");
	assert_int_equal(lc__quota_cores(temp_tree), 3);
}

/* cpuacct and cpuset are other controllers. */
static void only_cpu_is_cpu(void **state)
{
	(void)state;
	put_text("proc/self/cgroup", "4:cpuacct:/\n3:cpuset:/\n");
	put_folder("sys/fs/cgroup/cpuacct");
	put_text("sys/fs/cgroup/cpuacct/cpu.cfs_quota_us", "100000\n");
	put_text("sys/fs/cgroup/cpuacct/cpu.cfs_period_us", "100000\n");
	assert_int_equal(lc__quota_cores(temp_tree), 0);
}

static void there_is_always_one(void **state)
{
	(void)state;
	assert_true(lc__usable_cores() >= 1);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, make_machine, remove_tree)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(no_group_no_quota),
	    TEST(part_of_a_core_is_a_core),
	    TEST(the_tightest_group_above_counts),
	    TEST(a_path_that_is_not_there_leads_up),
	    TEST(version_1_has_two_files),
	    TEST(only_cpu_is_cpu),
	    cmocka_unit_test(there_is_always_one),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
