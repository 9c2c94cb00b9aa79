using System.Text.Json;
using Refigure.Logs;
using Refigure.Testing;

namespace Refigure.Tests.Logs;

/// <summary>Every log of the study against what the study's own scripts took from it.</summary>
public sealed class StudyLogTests
{
    [SharedFact]
    public void Every_value_that_the_study_took_from_its_logs_is_read_again()
    {
        var compared = 0;
        var figures = SharedData.Path("data/breaking-the-ice/figures");
        foreach (var file in Directory.GetFiles(figures, "comparison_results.json", SearchOption.AllDirectories))
        {
            using var results = JsonDocument.Parse(File.ReadAllBytes(file));
            var labels = results.RootElement.GetProperty("labels");
            for (var i = 0; i < labels.GetArrayLength(); i++)
            {
                var path = Path.Combine(Path.GetDirectoryName(file)!, labels[i].GetString()!);
                var log = StartupLogReader.Read(File.ReadAllBytes(path));
                foreach (var metric in results.RootElement.GetProperty("data").EnumerateObject())
                {
                    double? expected =
                        metric.Value[i].ValueKind == JsonValueKind.Null ? null : metric.Value[i].GetDouble();
                    log.ShouldHave(metric.Name, expected, path);
                    compared++;
                }
            }
        }

        compared.ShouldBeGreaterThan(6000);
    }

    [SharedFact]
    public void The_account_of_every_log_adds_up_to_its_wall_time()
    {
        var read = 0;
        var figures = SharedData.Path("data/breaking-the-ice/figures");
        foreach (var path in Directory.GetFiles(figures, "*.txt", SearchOption.AllDirectories))
        {
            var log = StartupLogReader.Read(File.ReadAllBytes(path));
            var sum = log.ValueOf("attributed") + log.ValueOf("overlapping") + log.ValueOf("unattributed");
            sum.ShouldBe(log.ValueOf("wall"), 1e-9, path);
            log.ValueOf("wall").ShouldBe(log.ValueOf("actual_total_time"), path);
            read++;
        }

        read.ShouldBeGreaterThan(390);
    }
}
