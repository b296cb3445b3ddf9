/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The SIGBUS handler: see fault.h. It jumps only out of a guarded body and only for an address in the guarded mapping: any other
 * SIGBUS is a bug or broken hardware and ends the process as it would have.
 */
#include "fault.h"

#include <setjmp.h>

typedef struct guard {
	sigjmp_buf leave;
	uintptr_t start;
	uintptr_t end;
} guard;

/* A signal handler is given nothing, so what it needs to know of its thread must be the thread's own variable. */
static _Thread_local guard *volatile current;

static void on_fault(int number, siginfo_t *info, void *context)
{
	(void)context;
	guard *here = current;
	uintptr_t address = (uintptr_t)info->si_addr;
	if (here != NULL && address >= here->start && address < here->end)
		siglongjmp(here->leave, 1);
	signal(number, SIG_DFL); /* The faulting instruction runs again when this returns. */
}

lc_status lc__fault_catch(struct sigaction *old, lc_error *err)
{
	struct sigaction action = {.sa_sigaction = on_fault, .sa_flags = SA_SIGINFO};
	sigemptyset(&action.sa_mask);
	if (sigaction(SIGBUS, &action, old) != 0)
		return lc__fail(err, LIANGCE_E_PLATFORM, "SIGBUS cannot be handled");
	return LIANGCE_OK;
}

void lc__fault_restore(const struct sigaction *old)
{
	(void)sigaction(SIGBUS, old, NULL);
}

bool lc__guard(lc_view mapped, lc__guarded body, void *payload)
{
	guard here = {.start = (uintptr_t)mapped.data, .end = (uintptr_t)mapped.data + mapped.size};
	/* With the signal mask: SIGBUS is blocked while its handler runs, and the jump must open it again. */
	if (sigsetjmp(here.leave, 1) != 0) {
		current = NULL;
		return false;
	}
	current = &here;
	body(payload);
	current = NULL;
	return true;
}
