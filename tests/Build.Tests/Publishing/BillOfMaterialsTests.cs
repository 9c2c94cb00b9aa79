using System.Text;
using System.Text.Json;
using Refigure.Build.Publishing;

namespace Refigure.Build.Tests.Publishing;

public sealed class BillOfMaterialsTests
{
    private const string Dependencies = """
        {
          "runtimeTarget": { "name": ".NETCoreApp,Version=v10.0/linux-x64" },
          "libraries": {
            "Refigure.Build/1.0.0": { "type": "project", "serviceable": false, "sha512": "" },
            "YamlDotNet/16.3.0": { "type": "package", "serviceable": true, "sha512": "sha512-AQID" },
            "runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/10.0.12": { "type": "runtimepack", "sha512": "" }
          }
        }
        """;

    [Fact]
    public void It_names_packages_and_the_runtime_with_their_digests_and_not_our_own_parts()
    {
        using var bill = JsonDocument.Parse(Of("1.2.0"));
        var components = bill.RootElement.GetProperty("components").EnumerateArray().ToArray();

        components
            .Select(c => c.GetProperty("purl").GetString())
            .ShouldBe(["pkg:nuget/YamlDotNet@16.3.0", "pkg:nuget/Microsoft.NETCore.App.Runtime.linux-x64@10.0.12"]);
        components.Select(c => c.GetProperty("type").GetString()).ShouldBe(["library", "framework"]);
        components[0].GetProperty("hashes")[0].GetProperty("content").GetString().ShouldBe("010203");
        components[1].TryGetProperty("hashes", out _).ShouldBeFalse();
        var application = bill.RootElement.GetProperty("metadata").GetProperty("component");
        application.GetProperty("version").GetString().ShouldBe("1.2.0");
        bill.RootElement.GetProperty("dependencies")[0].GetProperty("dependsOn").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public void The_same_content_has_the_same_text_and_another_version_another_number()
    {
        Of("1.2.0").ShouldBe(Of("1.2.0"));
        Serial(Of("1.2.0")).ShouldNotBe(Serial(Of("1.2.1")));
        Guid.Parse(Serial(Of("1.2.0"))["urn:uuid:".Length..]).Version.ShouldBe(8);
    }

    private static string Of(string version) =>
        BillOfMaterials.Of(Encoding.UTF8.GetBytes(Dependencies), version, "linux-x64");

    private static string Serial(string bill)
    {
        using var json = JsonDocument.Parse(bill);
        return json.RootElement.GetProperty("serialNumber").GetString()!;
    }
}
