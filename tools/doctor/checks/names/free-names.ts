/** Checks whether the names that the stage uses are free or already belong to the stage. */
import { type CheckContext, type Found, ok, problem } from '../../finding.ts'

export interface Named {
  readonly name: string
  /** The id under which CloudFormation knows the resource, if a stack contains it. */
  readonly physicalId: string
}

interface Names {
  /** The names that exist in the account. */
  readonly existing: readonly Named[]
  /** What to do if the names belong to other resources. */
  readonly change: string
}

/**
 * Reports a problem if a name exists outside the stage's own stacks, because CloudFormation does not replace such a
 * resource.
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
  return problem(`${shown.join(', ')}${rest} exist already, and are not of this stage`, change)
}

/** Returns what to do about names that are the same in all Regions. */
export const takenInAnyRegion = (stage: string): string =>
  `A stage ${stage} in another Region of this account has these names, or a removed one left them. Give this stage another name, or delete them.`
