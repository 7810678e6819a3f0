/** Whether names that the stage takes are free, or already its own. */
import { type CheckContext, type Found, ok, problem } from '../../finding.ts'

export interface Named {
  readonly name: string
  /** Under which CloudFormation knows it, if it is of a stack. */
  readonly physicalId: string
}

interface Names {
  /** Those of the names that exist in the account. */
  readonly existing: readonly Named[]
  /** What to do if others have them. */
  readonly change: string
}

/** Other names than those of the stage's own stacks are a problem: CloudFormation creates nothing over them. */
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

/** For names that an account has once, in all Regions. */
export const takenByOthers = (stage: string): string =>
  `A removed stage ${stage} left them, or something else in this account has these names. Delete them, or give this stage another name.`
