using Refigure.Catalog;
using Refigure.Results;

namespace Refigure.Tests.Catalog;

public sealed class ExperimentReaderTests
{
    private const string Head = "describe: words\nfigures: [2]\nprofiles:\n  smoke:\n";
    private const string Base = Head + "    environment: e\n    caches: { warm: 2 }\n";

    [Fact]
    public void Lists_multiply_and_what_varies_is_in_the_name()
    {
        var cases = Cases(
            Base + "    model: [a, b]\n    arguments: { size: [1, 2], fixed: 7 }\n    variables: { V: x }\n"
        );

        cases.Select(c => c.Name).ShouldBe(["a+size=1", "a+size=2", "b+size=1", "b+size=2"]);
        cases[1].Arguments["size"].ShouldBe("2");
        cases[1].Arguments["fixed"].ShouldBe("7");
        cases[1].Variables["V"].ShouldBe("x");
        cases[1].Caches.ShouldBe([new CacheIterations(CacheState.Warm, 2)]);
    }

    [Fact]
    public void A_case_overrides_what_all_share_and_its_own_arguments_are_in_its_name()
    {
        var cases = Cases(
            Base
                + "    arguments: { n: 1 }\n    cases:\n      - model: a\n      - model: b\n        arguments: { n: 2, switch: true }\n        ready_timeout: 90 s\n"
        );

        cases.Select(c => c.Name).ShouldBe(["a", "b+n=2+switch"]);
        cases[1].Arguments["switch"].ShouldBe("");
        cases[1].ReadyTimeout.ShouldBe(TimeSpan.FromSeconds(90));
        cases[0].ReadyTimeout.ShouldBe(TimeSpan.FromMinutes(10));
    }

    [Fact]
    public void Exclude_takes_cases_away_and_include_adds_some()
    {
        var cases = Cases(
            Base
                + "    model: [a, b]\n    arguments: { n: [1, 2] }\n    exclude:\n      - { model: a, arguments: { n: 2 } }\n    include:\n      - { name: extra, model: c, arguments: { n: 9 } }\n"
        );

        cases.Select(c => c.Name).ShouldBe(["a+n=1", "b+n=1", "b+n=2", "extra"]);
    }

    [Fact]
    public void A_load_is_part_of_a_case_and_what_varies_of_it_is_in_the_name()
    {
        var cases = Cases(
            Base
                + "    model: m\n    load: { concurrency: [1, 8], duration: 30 s, prompt_tokens: 512, slo: \"ttft=500ms,tpot=0.05s\" }\n"
        );

        cases.Select(c => c.Name).ShouldBe(["m+concurrency=1", "m+concurrency=8"]);
        var load = cases[1].Load.ShouldNotBeNull();
        load.Concurrency.ShouldBe(8);
        load.Duration.ShouldBe(TimeSpan.FromSeconds(30));
        load.Requests.ShouldBeNull();
        load.Dataset.ShouldBe("random");
        load.IgnoreEos.ShouldBeTrue();
        load.Slo["ttft"].ShouldBe(0.5);
        load.Slo["tpot"].ShouldBe(0.05);
    }

    [Theory]
    [InlineData("{ concurrency: 0, requests: 1 }", "concurrency is '0'; expected a whole number of at least 1")]
    [InlineData("{ concurrency: 4 }", "has no end; expected requests or duration")]
    [InlineData("{ requests: 4 }", "has neither concurrency nor rate")]
    [InlineData("{ rate: 0, requests: 4 }", "expected a number above 0")]
    [InlineData("{ rate: 4, arrivals: odd, requests: 4 }", "expected constant, poisson or gamma")]
    [InlineData("{ concurrency: 4, duration: soon }", "expected a time such as 30 s or 2 min")]
    [InlineData("{ concurrency: 4, requests: 1, slo: fast }", "expected limits such as ttft=500ms,tpot=50ms")]
    [InlineData("{ concurency: 4 }", "concurency")]
    public void A_load_that_cannot_be_meant_is_refused_with_what_was_expected(string load, string said) =>
        Should
            .Throw<UserErrorException>(() => Cases(Base + $"    model: m\n    load: {load}\n"))
            .Message.ShouldContain(said);

    [Fact]
    public void Environments_that_vary_name_the_cases()
    {
        Cases(Head + "    environment: [e-1, e-2]\n    model: m\n    caches: { warm: 1 }\n")
            .Select(c => c.Name)
            .ShouldBe(["e-1", "e-2"]);
    }

    [Fact]
    public void All_cases_or_one_may_say_whose_their_runs_are()
    {
        var cases = Cases(Base + "    cases:\n      - { model: a, runs_of: y }\n      - { model: b }\n");
        cases.Select(c => c.RunsOf).ShouldBe(["y", null]);

        Cases(Base + "    model: [a, b]\n    runs_of: y\n").ShouldAllBe(c => c.RunsOf == "y");
    }

    [Fact]
    public void A_precision_goal_is_read_whole()
    {
        var caches = Cases(
            Head
                + "    environment: e\n    model: m\n    caches:\n      warm:\n        iterations: 3\n        until: { metric: actual_total_time, within_percent: 5, at_most: 20, budget: 10 min }\n"
        )[0].Caches;

        caches.ShouldBe([
            new CacheIterations(
                CacheState.Warm,
                3,
                new PrecisionGoal("actual_total_time", 0.05, 20, TimeSpan.FromMinutes(10))
            ),
        ]);
    }

    [Fact]
    public void A_profile_without_runs_says_why()
    {
        var spec = Read("describe: words\nfigures: [7]\nprofiles:\n  smoke:\n    none: there are no graphs.\n");

        spec.Profiles["smoke"].None.ShouldBe("there are no graphs.");
        spec.Profiles["smoke"].Cases.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(
        Base + "    modle: a\n",
        "x.yaml, line 7: profiles.smoke.modle is not a key that is known here; expected one of model, environment, arguments, variables, load, caches, nodes, runs_of, typical_start, ready_timeout, phase_timeout, cases, include, exclude."
    )]
    [InlineData(
        Base,
        "x.yaml, line 5: profiles.smoke.model is missing; expected model here or for all cases of the profile."
    )]
    [InlineData(Base + "    model: a\n    model: b\n", "line 8")]
    [InlineData(
        Base + "    model: { a: b }\n",
        "x.yaml, line 7: profiles.smoke.model is empty or no text; expected a text or a list of texts."
    )]
    [InlineData(
        Head + "    environment: e\n    model: m\n    caches: { warm: often }\n",
        "x.yaml, line 7: profiles.smoke.caches.warm is 'often'; expected iterations, a whole number above 0."
    )]
    [InlineData(
        Head + "    environment: e\n    model: m\n    caches: { hot: 1 }\n",
        "x.yaml, line 7: profiles.smoke.caches.hot is not a key that is known here; expected one of warm, cold, compile-cold, page-cold."
    )]
    [InlineData(
        Base + "    model: m\n    ready_timeout: soon\n",
        "x.yaml, line 8: profiles.smoke.ready_timeout is 'soon'; expected a time such as 90 s or 2 min."
    )]
    [InlineData(
        Base + "    cases:\n      - { name: a, model: m }\n      - { name: a, model: n }\n",
        "x.yaml, line 5: profiles.smoke has two cases that are called a; expected a 'name' that tells them apart."
    )]
    [InlineData(
        Base + "    model: a\n    exclude:\n      - { model: a }\n",
        "x.yaml, line 5: profiles.smoke has no case left; expected one at least, or 'none' with the reason."
    )]
    [InlineData(
        Base + "    model: a\n    cases: 3\n",
        "x.yaml, line 8: profiles.smoke.cases is no list; expected mappings, each after a dash."
    )]
    [InlineData(
        "figures: [2]\nprofiles:\n  smoke:\n    none: x\n",
        "x.yaml, line 1: describe is missing; expected a text."
    )]
    [InlineData(
        "describe: d\nfigures: [two]\nprofiles: {}\n",
        "x.yaml, line 2: figures has 'two'; expected numbers of figures."
    )]
    [InlineData(
        "describe: d\nfigures: [2]\nprofiles:\n  tiny: {}\n",
        "x.yaml, line 4: profiles.tiny is not a key that is known here; expected one of paper, lab, smoke."
    )]
    [InlineData("describe: [\n", "this is not YAML")]
    public void What_is_wrong_is_named_with_file_line_and_key(string text, string message)
    {
        Should.Throw<UserErrorException>(() => Read(text)).Message.ShouldContain(message);
    }

    [Theory]
    [InlineData("describe: words\nfigures: [2]\nprofiles: &p\n  smoke: *p\n")]
    [InlineData("describe: words\nfigures: &f [*f]\nprofiles: {}\n")]
    [InlineData(Base + "    model: &m [*m]\n")]
    [InlineData(Base + "    model: m\n    arguments: &a { x: *a }\n")]
    public void A_cycle_ends_in_a_sentence(string text)
    {
        Should.Throw<UserErrorException>(() => Read(text)).Message.ShouldContain("x.yaml");
    }

    [Fact]
    public void A_matrix_that_multiplies_without_end_is_refused()
    {
        var list = "[" + string.Join(", ", Enumerable.Range(0, 100)) + "]";

        Should
            .Throw<UserErrorException>(() =>
                Cases(Base + $"    model: m\n    arguments: {{ a: {list}, b: {list}, c: {list}, d: {list} }}\n")
            )
            .Message.ShouldContain("multiplies to 100000000 cases; expected at most 100000");
    }

    private static CaseSpec[] Cases(string text) => [.. Read(text).Profiles["smoke"].Cases];

    private static ExperimentSpec Read(string text) => ExperimentReader.Read(new StringReader(text), "x.yaml", "x");
}
