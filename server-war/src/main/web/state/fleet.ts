import * as calls from '../api/calls.ts';
import { serverNow } from '../api/client.ts';
import { session } from '../api/session.ts';
import type { Deployment, Device, DeviceDeployment, Overview } from '../api/types.ts';
import { isActive } from '../model/deployment.ts';
import { HighWater } from '../model/device-deployment.ts';
import { Poll } from './poll.ts';

/** What several pages and the navigation show. */
export interface Fleet {
  readonly overview: Overview;
  /** Those that do not wait, by name: at most one page of the API; `overview` has the true numbers. */
  readonly devices: readonly Device[];
  /** A page of those that wait, the newest first. */
  readonly pending: PendingPage;
  /** Newest first. */
  readonly deployments: readonly Deployment[];
  /** The device deployments of the newest deployments, by deployment. */
  readonly deviceDeployments: ReadonlyMap<string, readonly DeviceDeployment[]>;
}

export interface PendingPage {
  readonly devices: readonly Device[];
  /** How many are newer, and how many there are in all. */
  readonly before: number;
  readonly all: number;
}

const PENDING = 50;
const DEPLOYMENTS = 50;
const WITH_DEVICES = 6;
/** A device sends its log after its last status, so a deployment is still read for a while after it ended. */
const SETTLED_MS = 60_000;

const settled = new Map<string, readonly DeviceDeployment[]>();
session.subscribe(() => settled.clear());

export const fleet = new Poll(load);
export const highWater = new HighWater();

let pendingPage = 1;
session.subscribe(() => (pendingPage = 1));

/** Turns to newer (-1) or older (1) ones of those that wait. */
export async function turnPending(by: -1 | 1): Promise<void> {
  pendingPage = Math.max(1, pendingPage + by);
  await fleet.refresh();
}

async function load(): Promise<Fleet> {
  const page = pendingPage;
  const [overview, devices, waiting, deployments] = await Promise.all([
    calls.overview(),
    calls.devices(),
    calls.pending(page, PENDING),
    calls.deployments(DEPLOYMENTS),
  ]);
  const pending = { devices: waiting, before: (page - 1) * PENDING, all: overview.devices.pending };
  // What was on this page is decided or gone.
  if (waiting.length === 0) pendingPage = 1;
  const newest = deployments.slice(0, WITH_DEVICES);
  const deviceDeployments = new Map(await Promise.all(newest.map(async (each) => [each.id, await deviceDeploymentsOf(each)] as const)));
  const named = [...devices].sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  return { overview, devices: named, pending, deployments, deviceDeployments };
}

/** What ended a while ago does not change any more and is not asked for again. */
async function deviceDeploymentsOf(deployment: Deployment): Promise<readonly DeviceDeployment[]> {
  const known = settled.get(deployment.id);
  if (known !== undefined) return known;
  const deviceDeployments = await calls.deviceDeployments(deployment.id);
  const ended = deployment.finished === undefined ? NaN : Date.parse(deployment.finished);
  if (!isActive(deployment) && serverNow() - ended > SETTLED_MS) settled.set(deployment.id, deviceDeployments);
  return deviceDeployments;
}
