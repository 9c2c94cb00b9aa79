using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Refigure.Catalog;
using Refigure.Engines;
using Refigure.Load;
using Refigure.Load.Arrivals;
using Refigure.Load.Prompts;
using Refigure.Results;

namespace Refigure.Running.Loads;

/// <summary>The load of a case as the generator wants it.</summary>
internal static class CaseLoad
{
    /// <summary>The plan of a load on a server.</summary>
    /// <exception cref="UserErrorException">The engine has no such endpoint.</exception>
    public static LoadPlan Plan(LoadSpec load, RunIdentity identity, ServingEndpoint server) =>
        new()
        {
            Url = server.BaseUrl,
            Model = server.Model,
            Endpoint = Endpoint(load, server),
            Shape = new LoadShape
            {
                Concurrency = load.Concurrency,
                Rate = load.Rate,
                Arrivals = load.Arrivals switch
                {
                    "constant" => ArrivalKind.Constant,
                    "gamma" => ArrivalKind.Gamma,
                    _ => ArrivalKind.Poisson,
                },
                Burstiness = load.Burstiness ?? 1,
                Ramp = load.Ramp ?? TimeSpan.Zero,
            },
            Requests = load.Requests,
            Duration = load.Duration,
            WarmUpRequests = load.WarmUp,
            Seed = Seed(identity),
            IgnoreEos = load.IgnoreEos,
            Temperature = load.Temperature,
            Slo = load.Slo,
        };

    /// <summary>The prompts of a load.</summary>
    /// <param name="load">The load.</param>
    /// <param name="identity">The run.</param>
    /// <param name="folder">The folder that names of files are relative to.</param>
    /// <param name="others">Whether they are to be others than those that are measured.</param>
    /// <exception cref="UserErrorException">Its data set cannot be had.</exception>
    public static IPromptSource Prompts(LoadSpec load, RunIdentity identity, string folder, bool others = false) =>
        PromptSources.Of(
            new PromptWish(load.Dataset)
            {
                PromptTokens = load.PromptTokens,
                OutputTokens = load.OutputTokens,
                SharedPrefixTokens = load.SharedPrefixTokens,
                UniquePrefixTokens = load.UniquePrefixTokens,
            },
            Seed(identity) ^ (others ? uint.MaxValue : 0),
            folder
        );

    /// <summary>
    /// The seed of prompts and arrivals: another one for each run, since a server that knows a prompt already answers sooner, and
    /// the same one when the run is made again.
    /// </summary>
    public static uint Seed(RunIdentity identity) =>
        BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(identity.RelativeFolder)));

    private static LoadEndpoint Endpoint(LoadSpec load, ServingEndpoint server)
    {
        var kind =
            load.Endpoint is not { } named ? server.Kinds[0]
            : server.Kinds.Where(k => ServingPaths.NameOf(k) == named).ToImmutableArray() is [var found] ? found
            : throw new UserErrorException(
                $"load: {server.Engine} has no endpoint {named}; expected {string.Join(" or ", server.Kinds.Select(ServingPaths.NameOf))}."
            );
        return kind switch
        {
            ServingEndpointKind.Chat => LoadEndpoint.Chat,
            ServingEndpointKind.GenerateStream => LoadEndpoint.GenerateStream,
            _ => LoadEndpoint.Completions,
        };
    }
}
