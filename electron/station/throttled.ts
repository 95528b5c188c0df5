/** Runs `work` soon after the first call, and once for all calls until then: at most ten times a second. */
export function throttled(work: () => void): { readonly call: () => void; readonly cancel: () => void } {
  let planned: NodeJS.Timeout | null = null;
  return {
    call() {
      planned ??= setTimeout(() => {
        planned = null;
        work();
      }, 100);
    },
    cancel() {
      clearTimeout(planned ?? undefined);
      planned = null;
    },
  };
}
