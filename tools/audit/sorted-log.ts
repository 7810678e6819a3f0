/** Collects records, checkpoints and objects while the verifier reads them. Checks them together afterwards. */
import type { ChainHead } from '../../lambdas/core/audit/chain-head.ts'
import { type CheckpointCoverage, firstBreak, type Growth, type Link, type LinkFlaw } from './check-chain.ts'
import type { Findings } from './finding.ts'
import { createPartitions } from './partitions.ts'

export interface SortedLog {
  addLink(chain: string, link: Link): void
  addGrowth(chain: string, growth: Growth): void
  /** Adds an object that a checkpoint covers. */
  addCheckpointedObject(object: string, sha256: string, checkpoint: number): void
  /** Adds an object that was found in the archive. */
  addStoredObject(object: string, sha256: string): void
  /** Checks everything that was added. Compares the objects with the checkpoints only if `objects` is true. */
  check(
    against: CheckpointCoverage & { readonly objects: boolean },
    findings: Findings,
  ): { readonly chains: number; readonly uncheckpointedObjects: number }
  /** Removes the temporary files of the log. */
  close(): void
}

/** The separator of fields. No genuine name contains it, and `withoutSeparators` removes it from forged names. */
const separator = '\t'
const withoutSeparators = (text: string): string => text.replaceAll(/[\t\n\r]/g, ' ')

const flaws: Readonly<Record<string, LinkFlaw>> = { changed: 'changed', reordered: 'reordered', inserted: 'inserted' }

export const sortedLog = (): SortedLog => {
  const files = createPartitions()
  const put = (belongsTo: string, ...fields: readonly (string | number)[]) =>
    files.put(belongsTo, [belongsTo, ...fields].join(separator))
  return {
    addLink(chain, { sequence, at, hash, previousHash, location, flaw = '' }) {
      put(
        withoutSeparators(chain),
        'link',
        sequence,
        at,
        withoutSeparators(hash),
        withoutSeparators(previousHash),
        flaw,
        withoutSeparators(location),
      )
    },
    addGrowth(chain, { from, to, checkpoint }) {
      put(withoutSeparators(chain), 'growth', from.sequence, from.hash, to.sequence, to.hash, checkpoint)
    },
    addCheckpointedObject(object, sha256, checkpoint) {
      put(withoutSeparators(object), 'named', sha256, checkpoint)
    },
    addStoredObject(object, sha256) {
      put(withoutSeparators(object), 'seen', sha256)
    },
    check(against, findings) {
      const counted = { chains: 0, uncheckpointedObjects: 0 }
      for (const lines of files.files()) {
        const { chains, objects } = groupLines(lines)
        for (const [chain, noted] of chains) {
          if (noted.links.length > 0) counted.chains += 1
          const broken = firstBreak(chain, noted, against)
          if (broken) findings.add(broken)
        }
        for (const [object, { named, seen }] of against.objects ? objects : []) {
          if (named === undefined) counted.uncheckpointedObjects += 1
          else if (seen === undefined)
            findings.add({ object, flaw: 'removed', message: `checkpoint ${named.checkpoint} was computed from it` })
          else if (seen !== named.sha256)
            findings.add({
              object,
              flaw: 'changed',
              message: `checkpoint ${named.checkpoint} was computed from ${named.sha256}, but it is ${seen}`,
            })
        }
      }
      return counted
    },
    close: () => files.remove(),
  }
}

interface Chain {
  readonly links: Link[]
  readonly growth: Growth[]
}

interface NotedObject {
  readonly named?: { readonly sha256: string; readonly checkpoint: number }
  readonly seen?: string
}

const groupLines = (lines: readonly string[]) => {
  const chains = new Map<string, Chain>()
  const objects = new Map<string, NotedObject>()
  const chainOf = (name: string): Chain => {
    const chain = chains.get(name) ?? { links: [], growth: [] }
    chains.set(name, chain)
    return chain
  }
  for (const line of lines) {
    const [name = '', kind, ...fields] = line.split(separator)
    if (kind === 'link') chainOf(name).links.push(linkOf(fields))
    else if (kind === 'growth') chainOf(name).growth.push(growthOf(fields))
    else {
      const [sha256 = '', checkpoint] = fields
      const noted = kind === 'seen' ? { seen: sha256 } : { named: { sha256, checkpoint: Number(checkpoint) } }
      objects.set(name, { ...objects.get(name), ...noted })
    }
  }
  return { chains, objects }
}

const linkOf = ([sequence, at, hash = '', previousHash = '', flaw = '', location = '']: readonly string[]): Link => {
  const known = flaws[flaw]
  return {
    sequence: Number(sequence),
    at: Number(at),
    hash,
    previousHash,
    location,
    ...(known && { flaw: known }),
  }
}

const growthOf = ([fromSequence, fromHash = '', toSequence, toHash = '', checkpoint]: readonly string[]): Growth => {
  const head = (sequence: string | undefined, hash: string): ChainHead => ({ sequence: Number(sequence), hash })
  return { from: head(fromSequence, fromHash), to: head(toSequence, toHash), checkpoint: Number(checkpoint) }
}
