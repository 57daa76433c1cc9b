package graph

import (
	"claimgraph/graph/generated"
	"claimgraph/graph/live"
)

// resolver is the root of the resolvers. Most fields are bound to kg's types
// (gqlgen.yml); what stands here takes arguments or changes the graph. The
// graph itself is the request's (session).
type resolver struct {
	loader Loader
	fetch  Fetch // nil: no page is fetched
	live   *live.Live
	failed func(error)         // told why a job failed that nobody waits for
	means  func(error) Trouble // of an error of the store
}

func (r resolver) Query() generated.QueryResolver       { return queryResolver{r.live} }
func (r resolver) Mutation() generated.MutationResolver { return mutationResolver(r) }
func (r resolver) Subscription() generated.SubscriptionResolver {
	return subscriptionResolver{r.live}
}
func (r resolver) IngestJob() generated.IngestJobResolver     { return ingestJobResolver{} }
func (r resolver) IngestEvent() generated.IngestEventResolver { return ingestEventResolver{} }
func (r resolver) Entity() generated.EntityResolver           { return entityResolver{} }
func (r resolver) Fact() generated.FactResolver               { return factResolver{} }
func (r resolver) FactConnection() generated.FactConnectionResolver {
	return factConnectionResolver{}
}
func (r resolver) ConflictPosition() generated.ConflictPositionResolver {
	return conflictPositionResolver{}
}
func (r resolver) Claim() generated.ClaimResolver       { return claimResolver{} }
func (r resolver) Article() generated.ArticleResolver   { return articleResolver{} }
func (r resolver) Mention() generated.MentionResolver   { return mentionResolver{} }
func (r resolver) Curation() generated.CurationResolver { return curationResolver{} }
func (r resolver) Solution() generated.SolutionResolver { return solutionResolver{} }
