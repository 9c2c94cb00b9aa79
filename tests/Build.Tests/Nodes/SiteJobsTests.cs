using System.Collections.Immutable;
using Refigure.Build.Nodes;
using Refigure.Nodes.Slurm;

namespace Refigure.Build.Tests.Nodes;

/// <summary>What follows, and what does not, from what Slurm says of a job over time.</summary>
public sealed class SiteJobsTests
{
    private readonly List<string> _said = [];
    private readonly ManualClock _clock = new();
    private readonly SiteJobs _jobs;

    public SiteJobsTests()
    {
        _jobs = new SiteJobs(new SlurmSite { Time = "00:30:00" }, _clock, _said.Add);
        _jobs.Begin(new SlurmPart("gpus-1", 1, 1, ["x/n/a/warm-1"]), "17");
    }

    [Fact]
    public void A_job_that_waits_is_preempted_and_begun_again_is_over_when_its_own_file_says_so()
    {
        Look(new SlurmTask(null) { State = "PENDING", Reason = "Priority" });
        Look(new SlurmTask(null) { State = "PENDING", Reason = "Resources" });
        Look(new SlurmTask(null) { State = "RUNNING", Began = "c1 0" });
        Look(new SlurmTask(null) { State = "COMPLETING", Began = "c1 0" });
        Look(
            new SlurmTask(null)
            {
                State = "REQUEUED",
                Began = "c1 0",
                Reason = "BeginTime",
            }
        );
        Look(new SlurmTask(null) { State = "RUNNING", Began = "c2 1" });
        _jobs.AreOver.ShouldBeFalse();

        Look(
            new SlurmTask(null)
            {
                State = "COMPLETED",
                Began = "c2 1",
                ExitCode = 0,
            }
        );

        _jobs.AreOver.ShouldBeTrue();
        _jobs.Ends.ShouldHaveSingleItem().ShouldBe(new SiteEnd("job 17 (gpus-1)", 0, GoesOn: false, null));
        _said.ShouldBe([
            "job 17 (gpus-1): others are before it in the queue (Priority).",
            "job 17 (gpus-1): it waits for free machines (Resources).",
            "job 17 (gpus-1) runs on c1.",
            "job 17 (gpus-1): Slurm lets it begin in a moment (BeginTime).",
            "job 17 (gpus-1) was put into the queue again and runs on c2 (start 2).",
        ]);
    }

    [Theory]
    [InlineData("CANCELLED", "was cancelled (scancel)")]
    [InlineData(
        "TIMEOUT",
        "reached its time limit of 00:30:00 before it had ended: give it a longer time, or a larger signal_before"
    )]
    [InlineData("NODE_FAIL", "lost its machine, which failed")]
    [InlineData("OUT_OF_MEMORY", "had less memory than it needed: give it more (memory)")]
    [InlineData("PREEMPTED", "had to make room for another job and was not put into the queue again")]
    public void What_Slurm_ended_is_told_in_one_sentence(string state, string sentence)
    {
        Look(new SlurmTask(null) { State = state });

        _jobs.AreOver.ShouldBeTrue();
        _jobs.Ends.ShouldHaveSingleItem().Problem.ShouldBe($"job 17 (gpus-1) {sentence}");
    }

    [Fact]
    public void Silence_is_said_once_and_nothing_follows_from_it_however_long_it_lasts()
    {
        Look(new SlurmTask(null) { State = "RUNNING", Began = "c1 0" });
        for (var i = 0; i < 100; i++)
        {
            _clock.Pass(TimeSpan.FromMinutes(1));
            _jobs.Take(
                Seen(new SlurmTask(null) { Began = "c1 0" }) with
                {
                    QueueSilence = "squeue: error: Unable to contact slurm controller",
                }
            );
        }

        _jobs.AreOver.ShouldBeFalse();
        Look(new SlurmTask(null) { State = "RUNNING", Began = "c1 0" });
        _jobs.AreOver.ShouldBeFalse();
        _said.ShouldBe([
            "job 17 (gpus-1) runs on c1.",
            "Slurm does not answer (Unable to contact slurm controller); what runs there goes on, and it is asked again.",
            "Slurm answers again.",
        ]);
    }

    [Fact]
    public void A_job_that_the_queue_has_forgotten_is_given_time_to_say_how_it_ended()
    {
        Look(new SlurmTask(null) { Began = "c1 0" });
        _jobs.AreOver.ShouldBeFalse();
        _clock.Pass(TimeSpan.FromSeconds(3));
        Look(new SlurmTask(null) { Began = "c1 0" });
        _jobs.AreOver.ShouldBeFalse();

        _clock.Pass(TimeSpan.FromSeconds(2));
        Look(new SlurmTask(null) { Began = "c1 0", ExitCode = 0 });

        _jobs.Ends.ShouldHaveSingleItem().Problem.ShouldBeNull();
    }

    [Fact]
    public void A_job_that_is_gone_and_never_says_how_it_ended_is_lost()
    {
        Look(new SlurmTask(null) { Began = "c1 0" });
        _clock.Pass(TimeSpan.FromSeconds(10));
        Look(new SlurmTask(null) { Began = "c1 0" });

        _jobs
            .Ends.ShouldHaveSingleItem()
            .Problem.ShouldBe("job 17 (gpus-1) is not known to Slurm any more, and did not say how it ended");
    }

    [Fact]
    public void Files_alone_end_a_job_while_nobody_asks_the_queue()
    {
        _jobs.Take(Seen(new SlurmTask(null) { Began = "c1 0" }));
        _jobs.AreOver.ShouldBeFalse();
        _jobs.Take(Seen(new SlurmTask(null) { Began = "c1 0", ExitCode = 1 }));

        _jobs.Ends.ShouldHaveSingleItem().ExitCode.ShouldBe(1);
    }

    [Fact]
    public void A_time_limit_that_Slurm_did_not_let_wait_again_goes_on_with_another_job()
    {
        Look(new SlurmTask(null) { ExitCode = 143, Why = "again" });

        var end = _jobs.Ends.ShouldHaveSingleItem();
        (end.GoesOn, end.Problem).ShouldBe((true, null));
    }

    [Fact]
    public void Elements_of_an_array_end_one_by_one()
    {
        var jobs = new SiteJobs(new SlurmSite(), _clock, _said.Add);
        jobs.Begin(new SlurmPart("gpus-1", 1, 1, ["x/n/a/warm-2", "x/n/a/warm-3"]) { Elements = [2, 3] }, "18");

        jobs.Take(
            Seen(new SlurmTask(2) { ExitCode = 0 }, new SlurmTask(3) { State = "RUNNING" }) with
            {
                QueueAnswered = true,
            }
        );
        jobs.AreOver.ShouldBeFalse();
        jobs.Take(
            Seen(new SlurmTask(2) { ExitCode = 0 }, new SlurmTask(3) { State = "CANCELLED" }) with
            {
                QueueAnswered = true,
            }
        );

        jobs.AreOver.ShouldBeTrue();
        jobs.Ends.Select(e => e.Problem).ShouldBe([null, "job 17_3 (gpus-1) was cancelled (scancel)"]);
    }

    private void Look(SlurmTask task) => _jobs.Take(Seen(task) with { QueueAnswered = true });

    private static SlurmLook Seen(params SlurmTask[] tasks) =>
        new(
            [new SlurmJob("gpus-1", "17", "no", [.. tasks])],
            ImmutableSortedDictionary<string, string>.Empty,
            ImmutableSortedDictionary<string, string>.Empty,
            ImmutableSortedDictionary<string, ImmutableArray<byte>>.Empty
        );

    private sealed class ManualClock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Pass(TimeSpan time) => _ticks += time.Ticks;
    }
}
