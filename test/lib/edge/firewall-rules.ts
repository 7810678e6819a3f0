/** Evaluates the statements that the edge's firewall uses, as AWS WAF does. */
import { BlockList, isIPv6 } from 'node:net'
import * as z from 'zod/mini'

export interface EdgeRequest {
  readonly path: string
  readonly address: string
}

/** The addresses of each set, by its ARN. */
export type AddressSets = ReadonlyMap<string, readonly string[]>

const Transformation = z.object({ Type: z.enum(['URL_DECODE', 'NORMALIZE_PATH']) })

const Statement = z.union([
  z.strictObject({
    ByteMatchStatement: z.strictObject({
      FieldToMatch: z.strictObject({ UriPath: z.strictObject({}) }),
      PositionalConstraint: z.literal('STARTS_WITH'),
      SearchString: z.string(),
      TextTransformations: z.array(Transformation),
    }),
  }),
  z.strictObject({ IPSetReferenceStatement: z.strictObject({ Arn: z.string() }) }),
  z.strictObject({ NotStatement: z.strictObject({ Statement: z.unknown() }) }),
  z.strictObject({ AndStatement: z.strictObject({ Statements: z.array(z.unknown()).check(z.minLength(2)) }) }),
  z.strictObject({ OrStatement: z.strictObject({ Statements: z.array(z.unknown()).check(z.minLength(2)) }) }),
])

const transformations = { URL_DECODE: decodeURIComponent, NORMALIZE_PATH: (path: string) => path.replace(/\/+/g, '/') }

export function matches(statement: unknown, request: EdgeRequest, sets: AddressSets): boolean {
  const parsed = Statement.parse(statement)
  if ('ByteMatchStatement' in parsed) {
    const { SearchString, TextTransformations } = parsed.ByteMatchStatement
    const path = TextTransformations.reduce((text, { Type }) => transformations[Type](text), request.path)
    return path.startsWith(SearchString)
  }
  if ('IPSetReferenceStatement' in parsed) {
    const ranges = sets.get(parsed.IPSetReferenceStatement.Arn)
    if (ranges === undefined) throw new Error(`There is no address set ${parsed.IPSetReferenceStatement.Arn}.`)
    return ranges.some((range) => isInRange(request.address, range))
  }
  if ('NotStatement' in parsed) return !matches(parsed.NotStatement.Statement, request, sets)
  if ('AndStatement' in parsed) return parsed.AndStatement.Statements.every((each) => matches(each, request, sets))
  return parsed.OrStatement.Statements.some((each) => matches(each, request, sets))
}

function isInRange(address: string, range: string): boolean {
  const [network = '', prefix] = range.split('/')
  const version = isIPv6(network) ? 'ipv6' : 'ipv4'
  const list = new BlockList()
  list.addSubnet(network, Number(prefix), version)
  return list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
}

/**
 * The capacity units of a statement, of which a web ACL may use 1,500 without a surcharge.
 * https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statements-list.html
 */
export function capacityOf(statement: unknown): number {
  const parsed = Statement.parse(statement)
  if ('ByteMatchStatement' in parsed) return 2 + 10 * parsed.ByteMatchStatement.TextTransformations.length
  if ('IPSetReferenceStatement' in parsed) return 1
  if ('NotStatement' in parsed) return capacityOf(parsed.NotStatement.Statement)
  const { Statements } = 'AndStatement' in parsed ? parsed.AndStatement : parsed.OrStatement
  return 1 + Statements.reduce<number>((total, each) => total + capacityOf(each), 0)
}
