"""The journey of a client that openapi-python-client generated. test/clients/python.full.test.ts compiles and runs it."""

import json
import os
import secrets

from sealform_client import AuthenticatedClient, Client
from sealform_client.api.conversations import close_conversation, put_conversation
from sealform_client.api.forms import list_forms, send_form
from sealform_client.api.submissions import issue_retrieve_key, retrieve_submission
from sealform_client.api.visitor import issue_submit_key, open_form, submit_form
from sealform_client.models import (
    IssueSubmitKeyRequest,
    NoFields,
    OpenFormRequest,
    Problem,
    PutConversationRequest,
    RequestedAmount,
    RequestedAmountCurrency,
    RequestedContext,
    RetrieveSubmissionRequest,
    SendFormRequest,
    SubmitFormRequest,
    SubmitFormRequestAnswers,
)

origin = os.environ["ORIGIN"]
backend = AuthenticatedClient(origin, token=os.environ["BACKEND_TOKEN"])
agent = AuthenticatedClient(origin, token=os.environ["AGENT_TOKEN"])
visitor = Client(origin)
conversation = "whatsapp:+49301234"
visitor_secret = secrets.token_urlsafe(32)


def reply(result):
    assert result is not None and not isinstance(result, Problem), result
    return result


reply(put_conversation.sync(conversation, client=backend, body=PutConversationRequest(agent_id="agent-7")))
context = RequestedContext(
    purpose="Deposit", amount=RequestedAmount(value="12.50", currency=RequestedAmountCurrency.EUR)
)
request = SendFormRequest(template_id="bank-account", context=context)
sent = reply(send_form.sync(conversation, client=agent, body=request))
opened = reply(
    open_form.sync(client=visitor, body=OpenFormRequest(open_key=sent.open_key, visitor_secret=visitor_secret))
)
issued = reply(
    issue_submit_key.sync(
        client=visitor, body=IssueSubmitKeyRequest(form_id=sent.form_id, visitor_secret=visitor_secret)
    )
)
answers = SubmitFormRequestAnswers()
answers["account-holder"] = "Ada Lovelace"
answers["iban"] = "DE89 3704 0044 0532 0130 00"
answers["may-use-account"] = "yes"
submission = SubmitFormRequest(
    form_id=sent.form_id, visitor_secret=visitor_secret, submit_key=issued.submit_key, answers=answers
)
submitted = reply(submit_form.sync(client=visitor, body=submission))
key = reply(issue_retrieve_key.sync(sent.form_id, client=agent, body=NoFields()))
retrieval = RetrieveSubmissionRequest(retrieve_key=key.retrieve_key)
retrieved = reply(retrieve_submission.sync(submitted.submission_id, client=agent, body=retrieval))
again = retrieve_submission.sync_detailed(submitted.submission_id, client=agent, body=retrieval)
assert isinstance(again.parsed, Problem)
listed = reply(list_forms.sync(conversation, client=agent))
closed = reply(close_conversation.sync(conversation, client=backend, body=NoFields()))

print(
    json.dumps(
        {
            "sent": sent.status,
            "opened": opened.status,
            "iban": retrieved.answers["iban"],
            "sentAtYear": listed.forms[0].sent_at.year,
            "listed": len(listed.forms),
            "secondRetrieval": {"status": again.status_code, "code": again.parsed.code},
            "closed": closed.status,
        }
    )
)
