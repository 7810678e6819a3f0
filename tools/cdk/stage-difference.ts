/** Reads what `cdk diff` prints about the stacks of a stage. */
import { stripVTControlCharacters } from 'node:util'

export interface StackDifference {
  readonly name: string
  readonly kind: 'new' | 'changed' | 'unchanged'
  /** As the CDK prints it, with its colours. */
  readonly text: string
  /** How many resources are added, changed and removed. */
  readonly resources: number
  /** Statements and rules that permit more than before. */
  readonly grants: number
  /** Resources whose content may be lost unless it is elsewhere: what happens, type and logical id. */
  readonly losses: readonly string[]
}

const heading = /^Stack (?:\S+ \()?([A-Za-z0-9-]+)\)?(?: \(aws:\/\/\S+\))?$/
/** The templates of the CDK have this parameter, so it is added together with the stack. */
const added = /^\[\+\] Parameter (?:\S+\/)?BootstrapVersion /
const resource = /^\[([-+~])\] (?:AWS|Custom)::\S+ /
const securityTable = /^(IAM (Statement|Policy) Changes|Security Group Changes)$/

/**
 * @throws Error when the text does not end with the CDK's own count of differences, or with another count: then the CDK
 * prints something else than it did, and what was read is not the difference
 */
export const readDifference = (printed: string): readonly StackDifference[] => {
  const stacks: { name: string; lines: string[] }[] = []
  let count = ''
  for (const line of printed.split('\n')) {
    const plain = stripVTControlCharacters(line).trimEnd()
    const name = heading.exec(plain)?.[1]
    if (name !== undefined) stacks.push({ name, lines: [] })
    count = /Number of stacks with differences: (\d+)/.exec(plain)?.[1] ?? count
    stacks.at(-1)?.lines.push(line)
  }
  const read = stacks.map(({ name, lines }) => stackDifference(name, lines))
  if (count === '' || Number(count) !== read.filter(({ kind }) => kind !== 'unchanged').length) {
    throw new Error('The difference that the CDK printed could not be read.')
  }
  return read
}

const stackDifference = (name: string, lines: readonly string[]): StackDifference => {
  const plain = lines.map((line) => stripVTControlCharacters(line).trimEnd())
  const resources = plain.filter((line) => resource.test(line))
  return {
    name,
    kind: plain.includes('There were no differences')
      ? 'unchanged'
      : plain.some((line) => added.test(line))
        ? 'new'
        : 'changed',
    text: lines
      .filter((line) => !/Number of stacks with differences/.test(line))
      .join('\n')
      .trimEnd(),
    resources: resources.length,
    grants: grantsIn(plain),
    losses: resources.flatMap(lossIn),
  }
}

const losses: Readonly<Record<string, string>> = {
  replace: 'replaces',
  'may be replaced': 'may replace',
  destroy: 'removes',
  orphan: 'leaves behind',
}

/** A line such as `[~] AWS::EC2::Subnet network/Vpc/Subnet NetworkVpcSubnet1 replace`. */
const lossIn = (line: string): readonly string[] => {
  const [, type = '', id = '', impact = ''] =
    /^\[.\] (\S+) .*?(\S+) (replace|may be replaced|destroy|orphan)$/.exec(line) ?? []
  const verb = losses[impact]
  return verb === undefined ? [] : [`${verb} ${type} ${id}`]
}

/** In the tables of security changes, a row that is added begins with `│ + │`. One that denies permits nothing. */
const grantsIn = (lines: readonly string[]): number => {
  let inTable = false
  let grants = 0
  for (const line of lines) {
    if (securityTable.test(line)) inTable = true
    else if (!/^[│┌├└]/.test(line)) inTable = false
    if (inTable && line.startsWith('│ + │') && !/│ Deny +│/.test(line)) grants += 1
  }
  return grants
}
