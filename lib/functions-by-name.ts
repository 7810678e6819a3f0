import { type IFunction, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'
import { functionNameOf } from './stage-names.ts'
import type { StageSettings } from './stage-settings.ts'

/**
 * Refers to functions in other stacks by their fixed names. With a CloudFormation export, a function could not be
 * removed or moved while another stack imported it. A name creates no deployment order, so a stack that uses one must
 * declare its dependency on the function's stack explicitly (docs/decisions/0047).
 */
export class FunctionsByName extends Construct {
  private readonly settings: StageSettings

  constructor(scope: Construct, id: string, settings: StageSettings) {
    super(scope, id)
    this.settings = settings
  }

  of({ node }: LambdaFunction): IFunction {
    return LambdaFunction.fromFunctionName(this, node.id, functionNameOf(this.settings, node.id))
  }

  all(functions: readonly LambdaFunction[]): readonly IFunction[] {
    return functions.map((each) => this.of(each))
  }

  bySteps<Step>(functions: ReadonlyMap<Step, LambdaFunction>): ReadonlyMap<Step, IFunction> {
    return new Map([...functions].map(([step, each]) => [step, this.of(each)]))
  }
}
