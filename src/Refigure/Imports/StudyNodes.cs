using System.Collections.Immutable;

namespace Refigure.Imports;

/// <summary>The nodes of the startup study, as its README publishes them.</summary>
internal static class StudyNodes
{
    private static readonly ImmutableSortedDictionary<string, string> First = Facts(
        cpu: "AMD EPYC 9354 (32C)",
        cores: "32",
        memory: "DDR5 251GB",
        gpu: "H100 NVL",
        os: "Debian 12",
        kernel: "6.1.0-40-amd64",
        python: "3.11.2",
        cuda: "12.6",
        driver: "580.82.07"
    );

    private static readonly ImmutableSortedDictionary<string, string> Third = Facts(
        cpu: "2× Intel Xeon Platinum 8568Y+ (2×48C)",
        cores: "96",
        memory: "DDR5 2TB",
        gpu: "H100",
        os: "Red Hat Enterprise Linux (RHEL) 9",
        kernel: "5.14.0-503.34.1.el9_5",
        python: "3.12",
        cuda: "12.8",
        driver: "570.124.06"
    );

    /// <summary>What is published about a node; empty if nothing is.</summary>
    public static ImmutableSortedDictionary<string, string> Of(string node) =>
        node switch
        {
            "n1" => First,
            "n2" => First.SetItem("gpu", "L40S"), // the same machine but for the GPU
            "n3" => Third,
            _ => ImmutableSortedDictionary<string, string>.Empty,
        };

    private static ImmutableSortedDictionary<string, string> Facts(
        string cpu,
        string cores,
        string memory,
        string gpu,
        string os,
        string kernel,
        string python,
        string cuda,
        string driver
    ) =>
        ImmutableSortedDictionary.CreateRange(
            StringComparer.Ordinal,
            new KeyValuePair<string, string>[]
            {
                new("cpu", cpu),
                new("cores", cores),
                new("memory", memory),
                new("gpu", gpu),
                new("os", os),
                new("kernel", kernel),
                new("python", python),
                new("cuda", cuda),
                new("driver", driver),
            }
        );
}
