/**
 * What CloudFormation cannot do, the CDK does by functions that it brings along. They come without a log group and with leave to
 * make one, so that Lambda would make it: kept for ever, under no key of ours, and still there when the stage is gone.
 */
import { CfnResource, CustomResourceProviderBase, Stack } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { logStatement } from '../role-statements.ts'
import { type LogGroupProps, logGroup } from './log-group.ts'

/**
 * Gives the functions that the CDK has brought into a stack a log group of ours. Their roles may write to it, as those of our own
 * functions, and may make none. Throws when there is no such function.
 */
export function addCdkFunctionLogs(scope: Construct, id: string, props: LogGroupProps): void {
  const group = logGroup(scope, id, props)
  const providers = Stack.of(scope)
    .node.findAll()
    .filter((each) => each instanceof CustomResourceProviderBase)
  if (providers.length === 0) throw new Error(`${id}: the CDK has brought no function along.`)
  for (const provider of providers) {
    const partOf = (name: string): CfnResource => {
      const part = provider.node.findChild(name)
      if (CfnResource.isCfnResource(part)) return part
      throw new Error(`${part.node.path} is no resource.`)
    }
    partOf('Handler').addPropertyOverride('LoggingConfig', {
      LogFormat: 'JSON',
      ApplicationLogLevel: 'INFO',
      SystemLogLevel: 'WARN',
      LogGroup: group.logGroupName,
    })
    provider.addToRolePolicy(logStatement(group).toStatementJson())
    partOf('Role').addPropertyDeletionOverride('ManagedPolicyArns')
  }
}
