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
  /** At most one page of the API, by name; `overview` has the true numbers. */
  readonly devices: readonly Device[];
  /** Newest first. */
  readonly deployments: readonly Deployment[];
  /** The device deployments of the newest deployments, by deployment. */
  readonly deviceDeployments: ReadonlyMap<string, readonly DeviceDeployment[]>;
}

const DEPLOYMENTS = 50;
const WITH_DEVICES = 6;
/** A device sends its log after its last status, so a deployment is still read for a while after it ended. */
const SETTLED_MS = 60_000;

const settled = new Map<string, readonly DeviceDeployment[]>();
session.subscribe(() => settled.clear());

export const fleet = new Poll(load);
export const highWater = new HighWater();

async function load(): Promise<Fleet> {
  const [overview, devices, deployments] = await Promise.all([
    calls.overview(),
    calls.devices(),
    calls.deployments(DEPLOYMENTS),
  ]);
  const newest = deployments.slice(0, WITH_DEVICES);
  const deviceDeployments = new Map(await Promise.all(newest.map(async (each) => [each.id, await deviceDeploymentsOf(each)] as const)));
  const named = [...devices].sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  return { overview, devices: named, deployments, deviceDeployments };
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
