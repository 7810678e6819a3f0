/** Reads what `cdk diff` prints about the stacks of a stage. */
import { stripVTControlCharacters } from 'node:util'

export interface StackDifference {
  readonly name: string
  readonly kind: 'new' | 'changed' | 'unchanged'
  /** The text that the CDK prints about the stack, with its colours. */
  readonly text: string
  /** The number of resources in the stack that are added, changed or removed. */
  readonly resources: number
  /** The number of added policy statements and security group rules that permit something. */
  readonly grants: number
  /**
   * The resources that the deployment removes, replaces or leaves behind, so that their content may be lost. Each entry
   * contains the change, the resource's type and its logical id.
   */
  readonly losses: readonly string[]
}

const heading = /^Stack (?:\S+ \()?([A-Za-z0-9-]+)\)?(?: \(aws:\/\/\S+\))?$/
/**
 * Matches the `BootstrapVersion` parameter, which every CDK template contains. If a stack adds this parameter, the
 * stack is new.
 */
const added = /^\[\+\] Parameter (?:\S+\/)?BootstrapVersion /
const resource = /^\[([-+~])\] (?:AWS|Custom)::\S+ /
const securityTable = /^(IAM (Statement|Policy) Changes|Security Group Changes)$/

/**
 * Reads the differences.
 * @throws {Error} if the text does not end with the CDK's own count of differences, or if that count is not the number
 * of differences that were read. In both cases, the CDK's format has changed, and the result would be wrong
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

/** Returns the loss in a line such as `[~] AWS::EC2::Subnet network/Vpc/Subnet NetworkVpcSubnet1 replace`, if any. */
const lossIn = (line: string): readonly string[] => {
  const [, type = '', id = '', impact = ''] =
    /^\[.\] (\S+) .*?(\S+) (replace|may be replaced|destroy|orphan)$/.exec(line) ?? []
  const verb = losses[impact]
  return verb === undefined ? [] : [`${verb} ${type} ${id}`]
}

/**
 * Counts the permissions that are added. In the tables of security changes, an added row begins with `│ + │`. A row
 * that denies access is not counted, because it permits nothing.
 */
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
