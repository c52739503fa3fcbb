import * as calls from '../api/calls.ts';
import { serverNow } from '../api/client.ts';
import { session } from '../api/session.ts';
import type { Deployment, Device, Job, Overview } from '../api/types.ts';
import { isActive } from '../model/deployment.ts';
import { HighWater } from '../model/job.ts';
import { Poll } from './poll.ts';

/** What several pages and the navigation show. */
export interface Fleet {
  readonly overview: Overview;
  /** At most one page of the API, by name; `overview` has the true numbers. */
  readonly devices: readonly Device[];
  /** Newest first. */
  readonly deployments: readonly Deployment[];
  /** The jobs of the newest deployments, by deployment. */
  readonly jobs: ReadonlyMap<string, readonly Job[]>;
}

const DEPLOYMENTS = 50;
const WITH_JOBS = 6;
/** A device sends its log after its last status, so a deployment is still read for a while after it ended. */
const SETTLED_MS = 60_000;

const settled = new Map<string, readonly Job[]>();
session.subscribe(() => settled.clear());

export const fleet = new Poll(load);
export const highWater = new HighWater();

async function load(): Promise<Fleet> {
  const [overview, devices, deployments] = await Promise.all([
    calls.overview(),
    calls.devices(),
    calls.deployments(DEPLOYMENTS),
  ]);
  const newest = deployments.slice(0, WITH_JOBS);
  const jobs = new Map(await Promise.all(newest.map(async (each) => [each.id, await jobsOf(each)] as const)));
  const named = [...devices].sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  return { overview, devices: named, deployments, jobs };
}

/** What ended a while ago does not change any more and is not asked for again. */
async function jobsOf(deployment: Deployment): Promise<readonly Job[]> {
  const known = settled.get(deployment.id);
  if (known !== undefined) return known;
  const jobs = await calls.jobs(deployment.id);
  const ended = deployment.finished === undefined ? NaN : Date.parse(deployment.finished);
  if (!isActive(deployment) && serverNow() - ended > SETTLED_MS) settled.set(deployment.id, jobs);
  return jobs;
}
