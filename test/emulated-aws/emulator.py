"""
Starts ministack with the condition keys that it lacks, so that it evaluates the key policies of the service as AWS does: the
role of a session (`aws:PrincipalArn` names the role, not its session), the encryption context and the caller of a KMS call.
Evaluates the resource policy of an API for every method, with the referrer of the request. Also resolves outputs of stacks in
other Regions. Fails at the start if a patched name of ministack no longer exists.
"""

import json
from contextvars import ContextVar

import ministack.app as app
from ministack.core import iam_actions, iam_evaluator
from ministack.core.responses import get_account_id, request_scope
from ministack.services import apigateway_v1, lambda_svc
from ministack.services.cloudformation import engine, provisioners

tag_context = iam_actions.request_tag_context
resolve_condition_key = iam_evaluator._resolve_condition_key
functions = lambda_svc._functions
user_pool_attributes = provisioners._cognito_user_pool_attributes
create_function = provisioners._lambda_create
resolve_refs = engine._resolve_refs
authorize = apigateway_v1._authorize_request_v1
policy_error = apigateway_v1._anonymous_policy_error
referrer = ContextVar("referrer", default=None)


def kms_context(body: bytes) -> dict:
    # https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
    context = json.loads(body or b"{}").get("EncryptionContext") or {}
    keys = {"kms:CallerAccount": get_account_id()}
    if context:
        keys["kms:EncryptionContextKeys"] = list(context)
    return {**keys, **{f"kms:EncryptionContext:{name}": value for name, value in context.items()}}


def request_context(service: str, action: str, body: bytes, params: dict) -> dict:
    context = tag_context(service, action, body, params)
    return {**context, **kms_context(body)} if service == "kms" else context


def condition_key(key: str, ctx):
    if key.lower() == "aws:referer":
        return referrer.get()
    _, is_role, session = ctx.principal_arn.partition(":assumed-role/")
    if is_role and key.lower() == "aws:principalarn":
        return f"arn:aws:iam::{ctx.principal_account}:role/{session.split('/')[0]}"
    if is_role and key.lower() == "aws:sourcevpc":
        # Only the function's own process has its credentials, so they identify its network here.
        function = functions._data.get((ctx.principal_account, ctx.region, session.split("/")[-1])) or {}
        return function.get("config", {}).get("VpcConfig", {}).get("VpcId") or None
    return resolve_condition_key(key, ctx)


async def authorize_by_policy(api_id, stage_name, method_obj, method, request_path, resource, headers, *rest):
    # https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
    account, region = rest[-2:]
    token = referrer.set(apigateway_v1._header_ci(headers, "referer") or None)
    try:
        denial = policy_error(api_id, stage_name, method, request_path, account, region)
    finally:
        referrer.reset(token)
    if denial is not None:
        return denial, None
    return await authorize(api_id, stage_name, method_obj, method, request_path, resource, headers, *rest)


def with_address(pool_id: str) -> dict:
    attributes = user_pool_attributes(pool_id)
    return {**attributes, "ProviderURL": f"https://{attributes['ProviderName']}"}


def create_function_in_network(logical_id: str, props: dict, stack_name: str):
    name, attributes = create_function(logical_id, props, stack_name)
    functions[name]["config"]["VpcConfig"] = lambda_svc._vpc_config_with_id(props.get("VpcConfig"))
    return name, attributes


def resolve_in_region(value, *where):
    # https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getstackoutput.html
    output = value.get("Fn::GetStackOutput") if isinstance(value, dict) else None
    if not isinstance(output, dict) or "Region" not in output:
        return resolve_refs(value, *where)
    with request_scope(get_account_id(), output["Region"]):
        return resolve_refs(value, *where)


iam_actions.request_tag_context = request_context
engine._resolve_refs = resolve_in_region
apigateway_v1._authorize_request_v1 = authorize_by_policy
apigateway_v1._anonymous_policy_error = lambda *_: None
iam_evaluator._resolve_condition_key = condition_key
provisioners._cognito_user_pool_attributes = with_address
provisioners._RESOURCE_HANDLERS["AWS::Lambda::Function"]["create"] = create_function_in_network
provisioners._lambda_create = create_function_in_network

# With TLS ministack would also bind port 443 of the machine.
assert callable(app._port_is_bindable)
app._port_is_bindable = lambda *_: False

app.main()
