import { deepStrictEqual, strictEqual } from 'node:assert';
import { statusLabel, tally } from '../../main/web/model/deployment.ts';
import { ago, bytes, percent } from '../../main/web/model/format.ts';
import { detail, HighWater, label, progress, reason } from '../../main/web/model/device-deployment.ts';
import { routeOf } from '../../main/web/state/router.ts';

declare const Deno: { test(name: string, body: () => void): void };

const NOW = Date.parse('2026-11-24T12:00:00Z');
const row = (status, more = {}) => ({ device_id: 'd1', deployment_id: 'u1', status, ...more });

Deno.test('a downloading device shows percent, size and speed', () => {
  const loading = row('downloading', { percent: 42, bytes_total: 134_217_728, bytes_per_second: 12_897_485 });
  strictEqual(label(loading), 'Downloading 42 %');
  strictEqual(detail(loading), '128 MiB · 12.3 MiB/s');
});

Deno.test('a sentence without numbers is shown as it is', () => {
  const script = row('installing', { substate: 'Executing script: ArtifactInstall_Enter_00' });
  strictEqual(detail(script), 'Executing script: ArtifactInstall_Enter_00');
  strictEqual(detail(row('downloading', { substate: '42 % of it' })), '42 % of it');
});

Deno.test('the bar never leaves its track', () => {
  strictEqual(progress(row('downloading', { percent: 100 })) <= 1, true);
  strictEqual(progress(row('downloading', { percent: 0 })) >= 0, true);
});

Deno.test('the bar does not run back when a device commits after its reboot', () => {
  const water = new HighWater();
  const rebooting = water.of(row('rebooting'));
  strictEqual(water.of(row('installing')), rebooting);
});

Deno.test('the bar starts anew when a download does', () => {
  const water = new HighWater();
  water.of(row('installing'));
  strictEqual(water.of(row('downloading', { percent: 0 })) < 0.1, true);
});

Deno.test('the reason is the last error of the log', () => {
  const log = '2026-11-24 10:00:00 UTC info: start\n2026-11-24 10:00:01 UTC error: first\n'
    + '2026-11-24 10:00:02 UTC error: health check 10-app failed: exit 1\n2026-11-24 10:00:03 UTC info: rolled back\n';
  strictEqual(reason(log), 'health check 10-app failed: exit 1');
});

Deno.test('devices that have not asked yet count as waiting', () => {
  const deployment = { id: 'u', name: 'n', artifact_name: 'r', created: '', status: 'inprogress', device_count: 5,
    statistics: { status: { success: 1, downloading: 1, failure: 1 } } } as const;
  const sum = tally(deployment);
  deepStrictEqual([sum.total, sum.done, sum.waiting], [5, 2, 2]);
  strictEqual(statusLabel(deployment, sum).tone, 'warn');
});

Deno.test('a deployment in which a device failed is not called finished', () => {
  const deployment = { id: 'u', name: 'n', artifact_name: 'r', created: '', status: 'finished',
    statistics: { status: { success: 4, failure: 1 } } } as const;
  strictEqual(statusLabel(deployment, tally(deployment)).label, '1 failed');
});

Deno.test('times and amounts read like those of a person', () => {
  strictEqual(ago('2026-11-24T11:59:18Z', NOW), '42 s ago');
  strictEqual(ago('2026-11-24T12:00:09Z', NOW), 'just now');
  strictEqual(ago('2026-11-23T08:00:00Z', NOW), 'yesterday');
  strictEqual(ago('', NOW), '–');
  strictEqual(bytes(134_217_728), '128 MiB');
});

Deno.test('almost all is not all', () => {
  strictEqual(percent(9999, 10_000), '99.9 %');
  strictEqual(percent(0, 0), '–');
});

Deno.test('an address that means nothing is not mistaken for a page', () => {
  deepStrictEqual(routeOf('/deployments/42'), { page: 'deployment', id: '42' });
  deepStrictEqual(routeOf('/deployments/42/x'), { page: 'nowhere' });
  deepStrictEqual(routeOf('/openapi'), { page: 'nowhere' });
});
