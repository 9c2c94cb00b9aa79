using System.Collections.Immutable;

namespace Refigure.Chat.Templates;

/// <summary>
/// Published chat templates, as the models' own <c>tokenizer_config.json</c> has them for conversations without tools.
/// </summary>
public static class ChatTemplates
{
    private const string Head = "<|start_header_id|>";
    private const string HeadEnd = "<|end_header_id|>\n\n";
    private const string EndOfTurn = "<|eot_id|>";

    private static readonly ImmutableArray<string> InstructionMarks =
    [
        "[INST]",
        "[/INST]",
        "<<SYS>>",
        "<</SYS>>",
        "<s>",
        "</s>",
    ];

    /// <summary>Meta's Llama 3: a header for each message.</summary>
    public static ChatTemplate Llama3 { get; } =
        new()
        {
            Name = "llama-3",
            Begin = "<|begin_of_text|>",
            System = new($"{Head}system{HeadEnd}", EndOfTurn),
            User = new($"{Head}user{HeadEnd}", EndOfTurn),
            Assistant = new($"{Head}assistant{HeadEnd}", EndOfTurn),
            Answer = $"{Head}assistant{HeadEnd}",
            Trims = true,
            Stops = [EndOfTurn, "<|end_of_text|>"],
        };

    /// <summary>Llama 3.1 to 3.3: the same with a system header that names two dates, also without a system message.</summary>
    public static ChatTemplate Llama31 { get; } =
        Llama3 with
        {
            Name = "llama-3.1",
            SystemHead = $"Cutting Knowledge Date: December 2023\nToday Date: {ChatTemplate.Today}\n\n",
            Stops = [EndOfTurn, "<|end_of_text|>", "<|eom_id|>"],
        };

    /// <summary>ChatML: Qwen, Yi and many others.</summary>
    public static ChatTemplate ChatMl { get; } =
        new()
        {
            Name = "chatml",
            System = new("<|im_start|>system\n", "<|im_end|>\n"),
            User = new("<|im_start|>user\n", "<|im_end|>\n"),
            Assistant = new("<|im_start|>assistant\n", "<|im_end|>\n"),
            Answer = "<|im_start|>assistant\n",
            Stops = ["<|im_end|>", "<|endoftext|>"],
        };

    /// <summary>Meta's Llama 2 chat models: each question and answer is a sequence of its own.</summary>
    public static ChatTemplate Llama2 { get; } =
        new()
        {
            Name = "llama-2",
            Begin = "<s>",
            SystemInQuestion = new("<<SYS>>\n", "\n<</SYS>>\n\n"),
            User = new("[INST] ", " [/INST]"),
            // An answer is never the last message, so the next sequence always begins behind it.
            Assistant = new(" ", " </s><s>"),
            Answer = "",
            Trims = true,
            Stops = ["</s>"],
            Marks = InstructionMarks,
        };

    /// <summary>Mistral 7B Instruct 0.1 and 0.2, and Mixtral.</summary>
    public static ChatTemplate Mistral { get; } =
        new()
        {
            Name = "mistral",
            Begin = "<s>",
            User = new(" [INST] ", " [/INST]"),
            Assistant = new(" ", "</s>"),
            Answer = "",
            Stops = ["</s>"],
            Marks = InstructionMarks,
        };

    /// <summary>Mistral 7B Instruct 0.3: marks without blanks before them, and the system message in the last question.</summary>
    public static ChatTemplate MistralV3 { get; } =
        Mistral with
        {
            Name = "mistral-v3",
            SystemIsLast = true,
            User = new("[INST] ", "[/INST]"),
            TrimsAnswers = true,
        };

    /// <summary>For models that were trained on none: a dialogue as one would write it down.</summary>
    public static ChatTemplate Plain { get; } =
        new()
        {
            Name = "plain",
            System = new("", "\n\n"),
            User = new("User: ", "\n"),
            Assistant = new("Assistant: ", "\n"),
            Answer = "Assistant:",
            Trims = true,
            Stops = ["\nUser:"],
        };

    /// <summary>All of them.</summary>
    public static ImmutableArray<ChatTemplate> All { get; } =
    [Llama31, Llama3, ChatMl, Llama2, Mistral, MistralV3, Plain];

    /// <summary>The template of that name; null if there is none.</summary>
    public static ChatTemplate? Find(string name) => All.FirstOrDefault(t => t.Name == name);
}
