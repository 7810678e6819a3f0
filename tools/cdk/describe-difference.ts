/** Describes a stage's differences in a few lines, for the person who answers the question. */
import type { StageSettings } from '../../lib/stage-settings.ts'
import type { StackDifference } from './stage-difference.ts'

/** Returns one line for each stack that differs, and one sentence for all other stacks. */
export const describeDifference = (
  { stage }: Pick<StageSettings, 'stage'>,
  difference: readonly StackDifference[],
): readonly string[] => {
  const differing = difference.filter(({ kind }) => kind !== 'unchanged')
  const same = difference.length - differing.length
  const width = Math.max(0, ...differing.map(({ name }) => name.length))
  return [
    differing.length === 0
      ? `No differences: all ${difference.length} stacks of the stage ${stage} are deployed as they are here.`
      : `Of the stage ${stage}, ${differing.length} of ${difference.length} stacks differ:`,
    ...differing.flatMap((stack) => describeStack(stack, width)),
    ...(differing.length > 0 && same > 0 ? [`  unchanged  ${count(same, 'stack')}`] : []),
  ]
}

const describeStack = ({ name, kind, resources, grants, losses }: StackDifference, width: number) => {
  const facts = [count(resources, 'resource'), ...(grants === 0 ? [] : [`${count(grants, 'permission')} added`])]
  return [
    `  ${kind.padEnd(9)}  ${name.padEnd(width)}  ${facts.join(', ')}`,
    ...losses.map((each) => `             ${each}`),
  ]
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`
