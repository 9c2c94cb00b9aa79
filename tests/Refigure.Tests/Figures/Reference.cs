using System.Text.Json;
using Refigure.Testing;

namespace Refigure.Tests.Figures;

/// <summary>The published numbers.</summary>
internal static class Reference
{
    private static readonly Lazy<JsonDocument> Document = new(() =>
        JsonDocument.Parse(File.ReadAllBytes(SharedData.Path("reference/startup-figures.json")))
    );

    public static JsonElement Figure(int number) =>
        Document
            .Value.RootElement.GetProperty("figures")
            .GetProperty(number.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public static double Number(this JsonElement element, string name) => element.GetProperty(name).GetDouble();

    public static double? Optional(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            ? value.GetDouble()
            : null;

    public static string? Text(this JsonElement element, string name) => element.GetProperty(name).GetString();

    public static void ShouldMatch(this double? actual, double expected)
    {
        var value = actual.ShouldNotBeNull();
        Math.Abs(value - expected)
            .ShouldBeLessThanOrEqualTo(Math.Max(1e-9 * Math.Abs(expected), 1e-12), $"{value:R} for {expected:R}");
    }

    public static void ErrorShouldMatch(this double? actual, double? expected)
    {
        if (expected is not { } error)
        {
            actual.ShouldBeNull();
            return;
        }

        Math.Abs(actual.ShouldNotBeNull() - error).ShouldBeLessThanOrEqualTo(Math.Max(1e-9 * error, 1e-12));
    }
}
