using System.Text;
using Refigure.Nodes.Slurm;
using Refigure.Nodes.Ssh;

namespace Refigure.Tests.Nodes.Slurm;

public sealed class SlurmAnswerTests
{
    private static readonly string Digest = new('a', 64);
    private static readonly string Other = new('b', 64);

    [Fact]
    public void A_job_is_what_its_files_and_the_queue_say_of_it()
    {
        var look = Read(
            "queue=answers\njob=17|RUNNING|None|refigure-w.cpu\njob=18_3|PENDING|Dependency|refigure-w.gpus-1\n"
                + "job=99|RUNNING|None|refigure-other.cpu\npart=cpu|17|new\nfile=cpu|began|c1 2\npart=gpus-1|18|new\n"
                + "file=gpus-1|exit-2|0 \n\n"
        );

        look.QueueAnswered.ShouldBeTrue();
        look.Jobs.Select(j => (j.Part, j.Id)).ShouldBe([("cpu", "17"), ("gpus-1", "18")]);
        look.Jobs[0].Tasks.ShouldHaveSingleItem().ShouldBe(new SlurmTask(null) { State = "RUNNING", Began = "c1 2" });
        look.Jobs[1]
            .Tasks.ShouldBe([
                new SlurmTask(2) { ExitCode = 0 },
                new SlurmTask(3) { State = "PENDING", Reason = "Dependency" },
            ]);
    }

    [Fact]
    public void A_host_says_how_far_its_runs_are()
    {
        var task = Read("part=cpu|17|new\nfile=cpu|state-2|1 4 12.5 warm-2 | loading\n\n")
            .Jobs[0]
            .Tasks.ShouldHaveSingleItem();

        task.Element.ShouldBe(2);
        task.Progress.ShouldBe(new JobProgress(1, 4, TimeSpan.FromSeconds(12.5), "warm-2 | loading"));
    }

    [Fact]
    public void A_job_whose_number_nobody_wrote_down_is_found_by_its_name()
    {
        var look = Read(
            "queue=answers\njob=5|COMPLETED|None|refigure-w.cpu\njob=7|RUNNING|None|refigure-w.cpu\npart=cpu||new\n\n"
        );

        var job = look.Jobs.ShouldHaveSingleItem();
        (job.Id, job.Claim).ShouldBe(("7", "new"));
        job.Tasks.ShouldHaveSingleItem().State.ShouldBe("RUNNING");
    }

    [Fact]
    public void An_earlier_job_of_the_same_name_says_nothing_of_the_present_one()
    {
        Read("queue=answers\njob=5|CANCELLED|None|refigure-w.cpu\npart=cpu|7|new\n\n")
            .Jobs.ShouldHaveSingleItem()
            .Tasks.ShouldBeEmpty();
    }

    [Fact]
    public void Silence_is_no_state()
    {
        var look = Read(
            "queue=silent slurm_load_jobs error: Unable to contact slurm controller (connect failure)\npart=cpu|7|new\nfile=cpu|began|c1 0\n\n"
        );

        look.QueueAnswered.ShouldBeFalse();
        look.QueueSilence.ShouldBe("slurm_load_jobs error: Unable to contact slurm controller (connect failure)");
        look.Jobs[0].Tasks[0].State.ShouldBeNull();
    }

    [Fact]
    public void Accounting_tells_what_the_queue_has_forgotten()
    {
        Read("queue=answers\npart=cpu|7|new\naccount=cpu|7|CANCELLED by 1000\n\n")
            .Jobs[0]
            .Tasks.ShouldHaveSingleItem()
            .State.ShouldBe("CANCELLED");
    }

    [Fact]
    public void Of_a_run_that_lies_there_twice_the_later_lane_counts()
    {
        var look = Read(
            $"{Digest}  lanes/n/w.cpu/x/n/a/warm-1/run.json\n{Other}  lanes/n/v.cpu-2/x/n/a/warm-1/run.json\n"
                + $"{Digest}  lanes/else/w.cpu/x/n/b/warm-1/run.json\n\n"
        );

        look.Runs.ShouldHaveSingleItem().ShouldBe(new KeyValuePair<string, string>("x/n/a/warm-1", Other));
        look.Lanes["x/n/a/warm-1"].ShouldBe("lanes/n/v.cpu-2");
    }

    [Fact]
    public void Logs_come_one_after_the_other()
    {
        var look = Read("log=w.cpu/log-2|4\nlog=w.cpu/log-3|6\n\none\n\ntwo3\n");

        Encoding.UTF8.GetString(look.News["w.cpu/log-2"].AsSpan()).ShouldBe("one\n");
        Encoding.UTF8.GetString(look.News["w.cpu/log-3"].AsSpan()).ShouldBe("\ntwo3\n");
    }

    [Fact]
    public void Nothing_is_an_answer_and_half_of_one_is_none()
    {
        Read("\n").Jobs.ShouldBeEmpty();
        Should.Throw<FormatException>(() => Read("queue=answers\npart=cpu|7"));
        Should.Throw<FormatException>(() => Read(""));
    }

    private static SlurmLook Read(string text) => SlurmAnswer.Read(Encoding.UTF8.GetBytes(text), "w", "n");
}
