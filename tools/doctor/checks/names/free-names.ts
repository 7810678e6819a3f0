/** Checks whether the names that the stage uses are free, or already belong to the stage. */
import { type CheckContext, type Found, ok, problem } from '../../finding.ts'

export interface Named {
  readonly name: string
  /** The resource's physical id in CloudFormation, if the resource belongs to a stack. */
  readonly physicalId: string
}

interface Names {
  /** The names that already exist in the account. */
  readonly existing: readonly Named[]
  /** What the person must change if other resources have these names. */
  readonly change: string
}

/**
 * Checks whether the existing resources with these names belong to the stage's own stacks. A name that belongs to any
 * other resource is a problem, because CloudFormation does not replace a resource that it did not create.
 */
export const freeNames = async (
  { deployed }: Pick<CheckContext, 'deployed'>,
  { existing, change }: Names,
): Promise<Found> => {
  const { resources } = await deployed()
  const taken = existing.filter(({ name, physicalId }) => !resources.has(physicalId) && !resources.has(name))
  if (taken.length === 0) return ok(existing.length === 0 ? 'free' : 'of this stage')
  const shown = taken.slice(0, 3).map(({ name }) => name)
  const rest = taken.length > shown.length ? ` and ${taken.length - shown.length} more` : ''
  return problem(`${shown.join(', ')}${rest} already exist, but do not belong to this stage`, change)
}

/** Returns what to change if a name is taken that must be unique in the account across all Regions. */
export const takenByOthers = (stage: string): string =>
  `A removed stage ${stage} left them, or something else in this account has these names. Delete them, or give this stage another name.`
