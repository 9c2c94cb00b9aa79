using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Refigure.Engines;
using Refigure.Running;

namespace Refigure.Tests.Engines;

public sealed class TransformersServerTests : IDisposable
{
    private readonly ServingRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [DriverFact]
    public async Task Tokens_are_streamed_one_an_event_with_usage_at_the_end()
    {
        var answer = await Served(e => Ask(e, ServingAnswer.Body(5, "abc")));

        answer.Texts.ShouldBe(["d", "e", "f", "g", "h"]);
        answer.Reason.ShouldBe("length");
        answer.Usage.ShouldBe((3, 5));
        answer.Events[^1].ShouldBe("[DONE]");
        // The session's own first request came before.
        _rig.Notes.Count(n => n.StartsWith("generate", StringComparison.Ordinal)).ShouldBe(2);
        _rig.Notes.ShouldContain("generate rows ['abc'] at most 5 [('do_sample', False)]");
    }

    [DriverFact]
    public async Task An_answer_ends_at_the_token_that_ends_unless_that_is_ignored()
    {
        var (ended, ignored) = await Served(async e =>
            (
                await Ask(e, ServingAnswer.Body(9, "w")),
                await Ask(e, ServingAnswer.Body(9, new[] { 22 }, ignoreEos: true))
            )
        );

        string.Concat(ended.Texts).ShouldBe("xyz");
        ended.Reason.ShouldBe("stop");
        ended.Usage.ShouldBe((1, 4));
        string.Concat(ignored.Texts).ShouldBe("xyzabcde");
        ignored.Reason.ShouldBe("length");
        ignored.Usage.ShouldBe((1, 9));
        // generate() stops where the answer does.
        _rig.Notes.Where(n => n.StartsWith("ended", StringComparison.Ordinal))
            .ShouldBe(["ended after 1", "ended after 4", "ended after 9"]);
    }

    [DriverFact]
    public async Task A_stop_text_ends_an_answer_and_what_may_become_one_is_held_back()
    {
        var body = ServingAnswer.Body(20, "a");
        body["stop"] = new[] { "efg", "q" };
        var answer = await Served(e => Ask(e, body));

        answer.Texts.ShouldBe(["b", "c", "d", "", "", ""]);
        answer.Reason.ShouldBe("stop");
    }

    [DriverFact]
    public async Task A_conversation_goes_through_the_model_s_own_template()
    {
        var body = ServingAnswer.Body(3, "");
        body["messages"] = new[] { new { role = "user", content = "hello" } };
        var refused = new { messages = new[] { new { role = "nobody", content = "hello" } } };
        var (answer, no) = await Served(async e =>
            (
                await ServingAnswer.AskAsync(_rig.Client, e.Address(ServingEndpointKind.Chat), body),
                await ServingAnswer.AskAsync(_rig.Client, e.Address(ServingEndpointKind.Chat), refused)
            )
        );

        answer.Texts.ShouldBe(["p", "q", "r"]);
        answer.Chunks[0].GetProperty("object").GetString().ShouldBe("chat.completion.chunk");
        answer
            .Chunks[0]
            .GetProperty("choices")[0]
            .GetProperty("delta")
            .GetProperty("role")
            .GetString()
            .ShouldBe("assistant");
        answer.Usage.ShouldBe((6, 3));
        no.Status.ShouldBe(400);
        no.Events[0].ShouldContain("roles must alternate");
    }

    [DriverFact]
    public async Task A_static_batch_pads_its_prompts_and_lets_nobody_join()
    {
        _rig.Arguments = ServingRig.Texts(("batch-size", "3"), ("batch-wait", "2"));
        _rig.Variables = ServingRig.Texts(("STUB_STEP", "0.02"));
        var answers = await Served(e =>
            Task.WhenAll(
                Ask(e, ServingAnswer.Body(4, "a")),
                Ask(e, ServingAnswer.Body(8, "bcd")),
                Ask(e, ServingAnswer.Body(2, "ef")),
                Ask(e, ServingAnswer.Body(3, "g"))
            )
        );

        answers.Select(a => string.Concat(a.Texts)).ShouldBe(["bcde", "efghijkl", "gh", "hij"]);
        answers.Select(a => a.Usage).ShouldBe([(1, 4), (3, 8), (2, 2), (1, 3)]);
        var rows = _rig
            .Notes.Where(n => n.StartsWith("generate", StringComparison.Ordinal))
            .Select(n => n.Split(']')[0].Count(c => c == '\'') / 2)
            .ToArray();
        // The first request, three together, and the one that was left.
        rows.ShouldBe([1, 3, 1]);
    }

    [DriverFact]
    public async Task Who_samples_differently_waits_for_a_batch_of_its_own()
    {
        _rig.Arguments = ServingRig.Texts(("batch-size", "2"), ("batch-wait", "0.2"));
        var warm = ServingAnswer.Body(2, "b");
        warm["temperature"] = 0.5;
        warm["seed"] = 7;
        await Served(e => Task.WhenAll(Ask(e, ServingAnswer.Body(2, "a")), Ask(e, warm)));

        _rig.Notes.ShouldContain("generate rows ['a'] at most 2 [('do_sample', False)]");
        _rig.Notes.ShouldContain("seed 7");
        _rig.Notes.ShouldContain(
            "generate rows ['b'] at most 2 [('do_sample', True), ('temperature', 0.5), ('top_k', 0), ('top_p', 1.0)]"
        );
    }

    [DriverFact]
    public async Task A_batch_that_fails_is_an_answer_and_the_next_one_is_served()
    {
        var (failed, next) = await Served(async e =>
            (await Ask(e, ServingAnswer.Body(2, "x")), await Ask(e, ServingAnswer.Body(2, "a")))
        );

        failed.Status.ShouldBe(500);
        failed.Events[0].ShouldContain("CUDA out of memory");
        next.Texts.ShouldBe(["b", "c"]);
    }

    [DriverFact]
    public async Task What_a_request_says_wrongly_is_named()
    {
        (object Body, int Status, string Message)[] cases =
        [
            (new { prompt = "" }, 400, "prompt: expected a text, or a list of tokens from 0 to 26, not empty."),
            (new { prompt = new[] { 27 } }, 400, "prompt: expected"),
            (new { prompt = "a", max_tokens = 0 }, 400, "max_tokens: expected a whole number from 1 to"),
            (new { prompt = "a", max_tokens = 64 }, 400, "maximum context length is 64 tokens"),
            (new { prompt = "a", temperature = "hot" }, 400, "temperature: expected a number from 0 to 100."),
            (new { prompt = "a", stream = 1 }, 400, "stream: expected true or false."),
            (new { prompt = "a", n = 2 }, 400, "n and best_of must be 1"),
            (new { prompt = "a", model = "other" }, 404, "is not served; expected letters."),
            (new[] { 1 }, 400, "no JSON object"),
        ];
        var answers = await Served(async e =>
        {
            var all = new List<ServingAnswer>();
            foreach (var one in cases)
            {
                all.Add(await Ask(e, one.Body));
            }

            using var content = new StringContent("{\"prompt\":", Encoding.UTF8, "application/json");
            using var torn = await _rig.Client.PostAsync(e.Address(ServingEndpointKind.Completions), content);
            (await torn.Content.ReadAsStringAsync()).ShouldContain("The body is not JSON.");
            using var nowhere = await _rig.Client.GetAsync(new Uri(e.BaseUrl, "/nowhere"));
            ((int)nowhere.StatusCode).ShouldBe(404);
            return all;
        });

        foreach (var (answer, expected) in answers.Zip(cases))
        {
            answer.Status.ShouldBe(expected.Status);
            JsonDocument
                .Parse(answer.Events[0])
                .RootElement.GetProperty("error")
                .GetProperty("message")
                .GetString()!
                .ShouldContain(expected.Message);
        }
    }

    [DriverFact]
    public async Task A_client_that_leaves_ends_its_request()
    {
        _rig.Variables = ServingRig.Texts(("STUB_STEP", "0.05"));
        var metrics = await Served(async e =>
        {
            using (
                var request = new HttpRequestMessage(HttpMethod.Post, e.Address(ServingEndpointKind.Completions))
                {
                    Content = JsonContent.Create(ServingAnswer.Body(60, "a", ignoreEos: true)),
                }
            )
            using (
                var begun = await _rig.Client.SendAsync(
                    request,
                    HttpCompletionOption.ResponseHeadersRead,
                    CancellationToken.None
                )
            )
            {
                begun.EnsureSuccessStatusCode();
            }

            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while (true)
            {
                var text = await _rig.Client.GetStringAsync(new Uri(e.BaseUrl, "/metrics"), limit.Token);
                if (text.Contains("num_requests_running{model_name=\"letters\"} 0", StringComparison.Ordinal))
                {
                    return text;
                }
            }
        });

        metrics.ShouldContain(
            "transformers:request_success_total{finished_reason=\"abort\",model_name=\"letters\"} 1\n"
        );
    }

    [DriverFact]
    public async Task Made_up_weights_and_their_type_are_what_was_asked_for()
    {
        _rig.Arguments = ServingRig.Texts(("load-format", "dummy"), ("dtype", "float16"), ("seed", "3"));
        await Served(e => Ask(e, ServingAnswer.Body(1, "a")));

        _rig.Notes.ShouldContain("seed 3");
        _rig.Notes.ShouldContain("no weights [('dtype', 'float16')]");
    }

    [DriverFact]
    public async Task Transformers_4_is_given_the_type_under_its_old_name()
    {
        _rig.Variables = ServingRig.Texts(("STUB_TRANSFORMERS", "4.57.1"));
        await Served(e => Ask(e, ServingAnswer.Body(1, "a")));

        _rig.Notes.ShouldContain("weights [('torch_dtype', 'auto')]");
    }

    private Task<ServingAnswer> Ask(ServingEndpoint endpoint, object body) =>
        ServingAnswer.AskAsync(_rig.Client, endpoint.Address(ServingEndpointKind.Completions), body);

    private async Task<T> Served<T>(Func<ServingEndpoint, Task<T>> load)
    {
        var run = await _rig.ServeAsync((endpoint, _) => load(endpoint));
        run.IsDone.ShouldBeTrue(string.Join('\n', run.Failure));
        return run.Result!;
    }
}
