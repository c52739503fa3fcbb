import * as calls from '../api/calls.ts';
import { session } from '../api/session.ts';
import { reason } from '../model/device-deployment.ts';

/** Why devices failed, from their logs. A log is fetched once: it does not change after it was sent. */
const reasons = new Map<string, string>();
const asked = new Set<string>();
const MOST = 200;

session.subscribe(() => {
  reasons.clear();
  asked.clear();
});

/** The reason if it is known; if not it is fetched, and `then` is called when it is there. */
export function reasonOf(deployment: string, device: string, then: () => void): string {
  const key = `${deployment} ${device}`;
  if (!asked.has(key) && asked.size < MOST) {
    asked.add(key);
    calls.log(deployment, device).then(
      (log) => {
        reasons.set(key, reason(log));
        then();
      },
      // Shown without a reason; the log button says what is wrong with the log. The next look asks again.
      () => setTimeout(() => asked.delete(key), 10_000),
    );
  }
  return reasons.get(key) ?? '';
}
