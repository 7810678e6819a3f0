/** What a tool has to say about a resource, in the same words whichever tool it is. */
import { CfnResource } from 'aws-cdk-lib'
import type { StageName, Synthesised } from '../synthesised.ts'

export interface Finding {
  readonly stage: StageName
  /** As the tool names it; `<region>` and `<account>` stand for those of the stage. */
  readonly rule: string
  /** The path of its construct: stack, construct, resource. */
  readonly on: string
  readonly description: string
}

/** `Sealform/vault/Vault/DataKeysTable` is `vault/Vault/DataKeysTable`, and so is the resource inside a construct. */
export const shortConstructPath = (constructPath: string): string =>
  constructPath.replace(/^Sealform\//, '').replace(/\/(Resource|Default)$/, '')

/** Where the resource with a logical id of a template stands. Throws for one that no stack made. */
export function constructPathsIn({ stacks }: Synthesised): (stackName: string, logicalId: string) => string {
  const places = new Map<string, string>()
  for (const stack of stacks.values()) {
    for (const made of stack.node.findAll()) {
      if (!CfnResource.isCfnResource(made)) continue
      places.set(`${stack.stackName} ${stack.resolve(made.logicalId)}`, shortConstructPath(made.node.path))
    }
  }
  return (stackName, logicalId) => {
    const place = places.get(`${stackName} ${logicalId}`)
    if (place === undefined) throw new Error(`${stackName} has no ${logicalId}`)
    return place
  }
}

/** With the stage's own Region and account taken out, so that one sentence is true of every stage. */
export function ruleIn({ stacks }: Synthesised, rule: string): string {
  const [{ region, account } = { region: '', account: '' }] = [...stacks.values()]
  return rule.replaceAll(region, '<region>').replaceAll(account, '<account>')
}
