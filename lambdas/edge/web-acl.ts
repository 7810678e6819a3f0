import { GetWebACLCommand, type Statement, UpdateWebACLCommand, type WAFV2Client } from '@aws-sdk/client-wafv2'
import type { OriginFirewall } from './rotate-origin-header.ts'

export interface WebAclPorts {
  readonly client: WAFV2Client
  readonly acl: { readonly name: string; readonly id: string }
  readonly rule: string
  readonly header: string
}

export function webAclFirewall({ client, acl, rule: ruleName, header }: WebAclPorts): OriginFirewall {
  const address = { Name: acl.name, Id: acl.id, Scope: 'REGIONAL' } as const
  const found = async () => {
    const { WebACL: webAcl, LockToken: lockToken } = await client.send(new GetWebACLCommand(address))
    const rule = webAcl?.Rules?.find(({ Name }) => Name === ruleName)
    if (webAcl === undefined || rule === undefined || lockToken === undefined) {
      throw new Error('The web ACL does not contain the rule to change.')
    }
    return { webAcl, rule, lockToken }
  }
  const carries = (value: string): Statement => ({
    ByteMatchStatement: {
      FieldToMatch: { SingleHeader: { Name: header } },
      PositionalConstraint: 'EXACTLY',
      SearchString: Buffer.from(value, 'utf8'),
      TextTransformations: [{ Priority: 0, Type: 'NONE' }],
    },
  })
  return {
    async setAccepted(values) {
      const { webAcl, rule, lockToken } = await found()
      const [first, ...others] = values.map(carries)
      const statement = others.length === 0 ? first : { OrStatement: { Statements: [first ?? {}, ...others] } }
      await client.send(
        new UpdateWebACLCommand({
          ...address,
          LockToken: lockToken,
          DefaultAction: webAcl.DefaultAction,
          VisibilityConfig: webAcl.VisibilityConfig,
          Rules: webAcl.Rules?.map((each) => (each === rule ? { ...rule, Statement: statement } : each)),
        }),
      )
    },
    async accepts(value) {
      const { rule } = await found()
      const statements = rule.Statement?.OrStatement?.Statements ?? [rule.Statement]
      const accepted = statements.map((each) =>
        Buffer.from(each?.ByteMatchStatement?.SearchString ?? []).toString('utf8'),
      )
      return accepted.includes(value)
    },
  }
}
