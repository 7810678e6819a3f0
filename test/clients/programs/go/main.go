// The journey of a client that oapi-codegen generated. test/clients/go.full.test.ts compiles and runs it.
package main

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"os"

	"sealform.test/journey/sealform"
)

func clientWith(token string) *sealform.ClientWithResponses {
	authorize := func(_ context.Context, request *http.Request) error {
		if token != "" {
			request.Header.Set("Authorization", "Bearer "+token)
		}
		return nil
	}
	client, err := sealform.NewClientWithResponses(os.Getenv("ORIGIN"), sealform.WithRequestEditorFn(authorize))
	if err != nil {
		panic(err)
	}
	return client
}

// reply returns the reply of an operation, or stops the program with the whole response.
func reply[Reply any](value *Reply, body []byte, err error) *Reply {
	if err != nil || value == nil {
		panic(fmt.Sprint(err, string(body)))
	}
	return value
}

func main() {
	ctx := context.Background()
	backend, agent, visitor := clientWith(os.Getenv("BACKEND_TOKEN")), clientWith(os.Getenv("AGENT_TOKEN")), clientWith("")
	const conversation = "whatsapp:+49301234"
	random := make([]byte, 32)
	if _, err := rand.Read(random); err != nil {
		panic(err)
	}
	secret := base64.RawURLEncoding.EncodeToString(random)

	opened, err := backend.PutConversationWithResponse(ctx, conversation, sealform.PutConversationRequest{AgentId: "agent-7"})
	reply(opened.JSON200, opened.Body, err)

	purpose := "Deposit"
	request := sealform.SendFormRequest{TemplateId: "bank-account", Context: &sealform.RequestedContext{
		Purpose: &purpose,
		Amount:  &sealform.RequestedAmount{Value: "12.50", Currency: "EUR"},
	}}
	sending, err := agent.SendFormWithResponse(ctx, conversation, request)
	sent := reply(sending.JSON201, sending.Body, err)

	opening, err := visitor.OpenFormWithResponse(ctx, sealform.OpenFormRequest{OpenKey: sent.OpenKey, VisitorSecret: secret})
	form := reply(opening.JSON200, opening.Body, err)
	issuing, err := visitor.IssueSubmitKeyWithResponse(ctx, sealform.IssueSubmitKeyRequest{FormId: sent.FormId, VisitorSecret: secret})
	issued := reply(issuing.JSON201, issuing.Body, err)
	submitting, err := visitor.SubmitFormWithResponse(ctx, sealform.SubmitFormRequest{
		FormId:        sent.FormId,
		VisitorSecret: secret,
		SubmitKey:     issued.SubmitKey,
		Answers: map[string]string{
			"account-holder":  "Ada Lovelace",
			"iban":            "DE89 3704 0044 0532 0130 00",
			"may-use-account": "yes",
		},
	})
	submitted := reply(submitting.JSON201, submitting.Body, err)

	keyed, err := agent.IssueRetrieveKeyWithResponse(ctx, sent.FormId, sealform.NoFields{})
	key := reply(keyed.JSON201, keyed.Body, err)
	retrieval := sealform.RetrieveSubmissionRequest{RetrieveKey: key.RetrieveKey}
	first, err := agent.RetrieveSubmissionWithResponse(ctx, submitted.SubmissionId, retrieval)
	retrieved := reply(first.JSON200, first.Body, err)
	second, err := agent.RetrieveSubmissionWithResponse(ctx, submitted.SubmissionId, retrieval)
	problem := reply(second.ApplicationproblemJSON404, second.Body, err)

	listing, err := agent.ListFormsWithResponse(ctx, conversation, &sealform.ListFormsParams{})
	listed := reply(listing.JSON200, listing.Body, err)
	closing, err := backend.CloseConversationWithResponse(ctx, conversation, sealform.NoFields{})
	closed := reply(closing.JSON200, closing.Body, err)

	result, err := json.Marshal(map[string]any{
		"sent":            sent.Status,
		"opened":          form.Status,
		"iban":            retrieved.Answers["iban"],
		"sentAtYear":      listed.Forms[0].SentAt.Year(),
		"listed":          len(listed.Forms),
		"secondRetrieval": map[string]any{"status": second.StatusCode(), "code": problem.Code},
		"closed":          closed.Status,
	})
	if err != nil {
		panic(err)
	}
	fmt.Println(string(result))
}
